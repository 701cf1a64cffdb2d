import type { ContainerWorkload, Env } from '../../../../src/plan/plan.js'
import type { FlyField } from '../../fly-machine.js'
import type { FlyDraft } from '../fly-draft.js'
import { loses } from '../loses.js'

/** Facts of a machine for facts about a pod (Kubernetes, downward API, `fieldRef`; fly-go, `EnvFrom`). */
const facts: Readonly<Record<string, FlyField['field_ref']>> = {
  'metadata.name': 'id',
  'metadata.uid': 'id',
  'status.podIP': 'private_ip',
  'status.podIPs': 'private_ip',
}

/** Tells whether only the machine knows a fact about the pod. */
export function isMachineFact(field: string): boolean {
  return Object.hasOwn(facts, field)
}

/**
 * Gives a fact about the pod: a text where it is known before, a fact of the machine that a container asks for, or nothing, which is reported.
 * A machine without containers has its facts under names of Fly.io's own (`FLY_MACHINE_ID`, `FLY_PRIVATE_IP`).
 */
export function fieldOf(
  draft: FlyDraft,
  workload: ContainerWorkload,
  env: Env,
  field: string,
  isContainer: boolean,
): string | FlyField | undefined {
  const [, map, key] = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(field) ?? []
  if (map !== undefined && key !== undefined) return labelOf(workload, map, key)
  if (field === 'metadata.namespace') return draft.applications.get(workload.application)?.namespace ?? 'default'
  if (field === 'spec.serviceAccountName') return workload.serviceAccount?.name ?? 'default'
  const fact = facts[field]
  if (fact !== undefined && isContainer) return { env_var: env.name, field_ref: fact }
  const known = fact === 'id' ? 'FLY_MACHINE_ID' : 'FLY_PRIVATE_IP'
  const reason =
    fact === undefined
      ? `nothing of Fly.io is \`${field}\``
      : `\`${known}\` has it; containers of a machine have it under this name (option \`containers\`)`
  loses(draft, 'env-field', env, 'field', `\`${env.name}\` is not set: ${reason}`)
  return undefined
}

function labelOf({ application, name, labels, annotations }: ContainerWorkload, map: string, key: string): string {
  const own: Readonly<Record<string, string>> = { 'app.oam.dev/name': application, 'app.oam.dev/component': name }
  return (map === 'labels' ? (labels[key] ?? own[key]) : annotations[key]) ?? ''
}
