import type { ContainerWorkload, SpinWorkload } from '../../../src/plan/plan.js'
import type { Draft } from '../draft.js'
import { copiesOf } from '../ports/port-claims.js'
import { literal, type Text } from '../text.js'
import { labelsOf } from './labels.js'

/**
 * Gives a fact about the pod (Kubernetes, downward API, `fieldRef`) that is known before the container runs; nothing where it is not.
 * The name is that of the service, which leads to the one container as the pod's name does to the pod; the project stands for the namespace where the application names none.
 */
export function fieldValue(draft: Draft, workload: ContainerWorkload | SpinWorkload, field: string): Text | undefined {
  const [, map, key] = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(field) ?? []
  if (map === 'labels' && key !== undefined) return labelsOf(workload)[key] ?? literal('')
  if (map === 'annotations' && key !== undefined) return literal(workload.annotations[key] ?? '')
  if (field === 'metadata.name') return copiesOf(workload) === 1 ? literal(draft.serviceOf(workload.id)) : undefined
  if (field === 'metadata.namespace') return literal(namespaceOf(draft, workload) ?? draft.project)
  if (field === 'spec.serviceAccountName') return literal(accountOf(workload) ?? 'default')
  return undefined
}

/** Tells why `fieldValue` gives nothing. */
export function whyUnknown(draft: Draft, workload: ContainerWorkload | SpinWorkload, name: string, field: string): string {
  if (field === 'metadata.name') return `\`${name}\` is not set, because the ${copiesOf(workload)} copies have one environment`
  if (/^status\.podIPs?$/.test(field))
    return `\`${name}\` is not set, because the address is known at run time only; the host name \`${draft.serviceOf(workload.id)}\` leads to it`
  return `\`${name}\` is not set`
}

function namespaceOf({ plan }: Draft, { application }: ContainerWorkload | SpinWorkload): string | undefined {
  return plan.applications.find(({ name }) => name === application)?.namespace
}

function accountOf(workload: ContainerWorkload | SpinWorkload): string | undefined {
  return workload.kind === 'container' ? workload.serviceAccount?.name : undefined
}
