import type { V1ResourceRequirements } from '@kubernetes/client-node'
import type { Container, ContainerWorkload, Workload } from '../../../../src/plan/plan.js'
import type { Wire } from '../kinds.js'
import type { ObjectDraft } from '../object-draft.js'
import { cpuQuantity, memoryQuantity } from './quantity.js'

/** What a container gets of which the manifest says nothing: cpu in millicores, the rest in MiB. */
export const defaultResources = {
  cpu: { request: 100, limit: 1000 },
  memory: { request: 128, limit: 512 },
  storage: { request: 64, limit: 1024 },
} as const

/**
 * Gives what a container requests and may use at most (Kubernetes API, core/v1 ResourceRequirements). A container without bounds can starve its
 * neighbours, so what the manifest leaves open has a default; scratch storage of a given size adds to what the container may write.
 */
export function resourcesOf(
  { volumes }: Pick<ContainerWorkload, 'volumes'>,
  { resources, mounts }: Pick<Container, 'resources' | 'mounts'>,
): Wire<V1ResourceRequirements> {
  const cpu = bounds(resources.cpu, defaultResources.cpu)
  const memory = bounds(resources.memory, defaultResources.memory)
  const mounted = new Set(mounts.map(({ volume }) => volume))
  const scratch = volumes.reduce(
    (sum, { name, kind, medium, sizeLimit = 0 }) => (kind === 'empty' && medium !== 'Memory' && mounted.has(name) ? sum + sizeLimit : sum),
    0,
  )
  const { storage } = defaultResources
  return {
    requests: {
      cpu: cpuQuantity(cpu.request),
      memory: memoryQuantity(memory.request),
      'ephemeral-storage': memoryQuantity(storage.request),
    },
    limits: {
      cpu: cpuQuantity(cpu.limit),
      memory: memoryQuantity(memory.limit),
      'ephemeral-storage': memoryQuantity(storage.limit + scratch),
      // the device plugin of NVIDIA; a request is the same as the limit (Kubernetes, Schedule GPUs)
      ...(resources.gpu !== undefined && resources.gpu > 0 && { 'nvidia.com/gpu': `${resources.gpu}` }),
    },
  }
}

/** Says once for each workload which containers have bounds that the manifest does not name. */
export function reportDefaultResources(
  { context }: ObjectDraft,
  workload: Workload,
  containers: readonly Pick<Container, 'name' | 'resources'>[],
): void {
  const open = containers.flatMap(({ name, resources: { cpu, memory } }) => {
    const missing = [...(cpu === undefined ? ['cpu'] : []), ...(memory === undefined ? ['memory'] : [])]
    return missing.length === 0 ? [] : [`\`${name}\` (${missing.join(', ')})`]
  })
  if (open.length === 0) return
  context.fault(
    {
      code: 'target/default-resources',
      severity: 'info',
      message: `requests and limits of ${open.join(', ')} are defaults: ${amounts('cpu', cpuQuantity)}, ${amounts('memory', memoryQuantity)}`,
      help: 'say `cpu` and `memory`, or give other values to the chart',
    },
    workload,
    'name',
  )
}

function amounts(name: 'cpu' | 'memory', print: (amount: number) => string): string {
  const { request, limit } = defaultResources[name]
  return `${name} ${print(request)} to ${print(limit)}`
}

/** A request without a limit, or the other way round, never crosses the default of the other. */
function bounds(
  said: { readonly request?: number; readonly limit?: number } | undefined,
  usual: { readonly request: number; readonly limit: number },
): { readonly request: number; readonly limit: number } {
  const { request, limit } = said ?? {}
  if (limit === undefined) return { request: request ?? usual.request, limit: Math.max(request ?? 0, usual.limit) }
  // Kubernetes itself takes the limit for a request that is not there
  return { request: request ?? limit, limit }
}
