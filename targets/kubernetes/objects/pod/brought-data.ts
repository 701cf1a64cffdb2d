import type { Workload } from '../../../../src/plan/plan.js'
import { textAt } from '../../../manifest-entries.js'
import { dnsLabel } from '../names.js'
import type { ObjectDraft } from '../object-draft.js'

/** Tells whether the lattice brings a ConfigMap or Secret that a workload asks for: a workload in its namespace carries it, or a manifest has it as it is (KubeVela, k8s-objects). */
export function isBrought(draft: ObjectDraft, { application }: Workload, kind: 'ConfigMap' | 'Secret', name: string): boolean {
  return broughtData(draft).has(keyOf(kind, draft.namespaceOf(application), name))
}

const known = new WeakMap<ObjectDraft['workloads'], ReadonlySet<string>>()

function broughtData({ workloads, applications, namespaceOf }: ObjectDraft): ReadonlySet<string> {
  const found = known.get(workloads)
  if (found !== undefined) return found
  const brought = new Set<string>()
  for (const workload of workloads.values()) {
    if (workload.kind !== 'container') continue
    for (const { kind, external, source, name } of workload.volumes)
      if (kind === 'config' && !external) brought.add(keyOf('ConfigMap', namespaceOf(workload.application), source ?? name))
  }
  for (const { name: application, objects } of applications.values()) {
    for (const { name: component, objects: given } of objects) {
      for (const object of given) {
        const kind = String(object['kind'])
        if (kind !== 'ConfigMap' && kind !== 'Secret') continue
        const name = textAt(object['metadata'], 'name') || dnsLabel(component)
        brought.add(keyOf(kind, textAt(object['metadata'], 'namespace') || namespaceOf(application), name))
      }
    }
  }
  known.set(workloads, brought)
  return brought
}

function keyOf(kind: string, namespace: string | undefined, name: string): string {
  return JSON.stringify([kind, namespace, name])
}
