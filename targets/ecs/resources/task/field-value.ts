import type { ContainerWorkload, SpinWorkload } from '../../../../src/plan/plan.js'
import type { EcsDraft } from '../ecs-draft.js'
import { labelsOf } from './tags.js'

/** Gives a fact about the pod (Kubernetes, downward API, `fieldRef`) that is known before the task runs; nothing where it is not. The name of the whole stands for the namespace where the application names none. */
export function fieldValue(draft: EcsDraft, workload: ContainerWorkload | SpinWorkload, field: string): string | undefined {
  const [, map, key] = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(field) ?? []
  if (map === 'labels' && key !== undefined) return labelsOf(workload)[key] ?? ''
  if (map === 'annotations' && key !== undefined) return workload.annotations[key] ?? ''
  if (field === 'metadata.namespace') return draft.applications.get(workload.application)?.namespace ?? draft.context.options['name']
  if (field === 'spec.serviceAccountName') return (workload.kind === 'container' ? workload.serviceAccount?.name : undefined) ?? 'default'
  return undefined
}

/** Tells why `fieldValue` gives nothing. */
export function whyUnknown(name: string, field: string): string {
  const metadata = 'a program asks the task metadata endpoint for it (ECS_CONTAINER_METADATA_URI_V4)'
  if (field === 'metadata.name') return `\`${name}\` is not set, because all copies have one environment; ${metadata}`
  if (/^status\.|^spec\.nodeName$/.test(field)) return `\`${name}\` is not set, because it is known at run time only; ${metadata}`
  return `\`${name}\` is not set`
}
