import type { Id } from '../../../src/lattice/lattice.js'
import type { ContainerWorkload, Plan, Port } from '../../../src/plan/plan.js'
import type { ObjectDraft } from './object-draft.js'
import { waitTargets } from './work/wait-targets.js'

/**
 * Gives the ports of a workload that somebody reaches: exposed by the manifest, asked by a link from wherever in the lattice, or by a route.
 * They alone have a Service (KubeVela makes one of exposed ports alone); the others are for the containers beside.
 */
export function reachedPorts(draft: ObjectDraft, workload: ContainerWorkload): readonly Port[] {
  const linked = linkedPorts(draft).get(workload.id)
  return workload.main.ports.filter(
    (port) => port.expose || linked?.has(keyOf(port)) || workload.routes.some((route) => route.port === port.containerPort),
  )
}

const known = new WeakMap<Plan, ReadonlyMap<Id, ReadonlySet<string>>>()

/** By workload, the ports that links ask for, and whoever waits. */
function linkedPorts(draft: ObjectDraft): ReadonlyMap<Id, ReadonlySet<string>> {
  const { plan, workloads } = draft
  const found = known.get(plan)
  if (found !== undefined) return found
  const linked = new Map<Id, Set<string>>()
  const add = (to: Id, port: Port): void => void linked.set(to, (linked.get(to) ?? new Set()).add(keyOf(port)))
  for (const workload of workloads.values()) {
    for (const { to, port } of workload.bindings) if (port !== undefined) add(to, port)
    for (const { to, port } of waitTargets(draft, workload)) add(to, port)
  }
  known.set(plan, linked)
  return linked
}

function keyOf({ containerPort, protocol }: Port): string {
  return `${containerPort}/${protocol}`
}
