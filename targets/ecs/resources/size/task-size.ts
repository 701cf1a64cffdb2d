import type { Container, ContainerWorkload } from '../../../../src/plan/plan.js'
import type { EcsDraft } from '../ecs-draft.js'
import type { ContainerDefinition, TaskDefinition } from '../kinds.js'
import { launchTypeOf, networkModeOf } from '../launch-type.js'
import { units } from './container-size.js'
import { ephemeralStorage } from './ephemeral-storage.js'
import { leastSize, type TaskSize } from './fargate-sizes.js'
import { proxySize } from './proxy-size.js'
import { reportSize } from './report-size.js'
import { runtimePlatform } from './runtime-platform.js'

/**
 * Gives what a task runs on and how much of it it gets (ECS API, RegisterTaskDefinition). On Fargate the task has a size, the least one that holds what all of its containers have:
 * those that run before count too, because ECS adds them all up. On machines of the account each container has what it has, and there is no size to round to.
 */
export function taskSize(
  draft: EcsDraft,
  workload: ContainerWorkload,
  definitions: readonly ContainerDefinition[],
): Pick<TaskDefinition, 'requiresCompatibilities' | 'networkMode' | 'cpu' | 'memory' | 'ephemeralStorage' | 'runtimePlatform'> {
  const launchType = launchTypeOf(draft)
  const containers = [workload.main, ...workload.sidecars, ...workload.initContainers]
  const asked = sizeOf(containers, definitions, proxySize(draft, workload))
  const isSized = launchType === 'FARGATE'
  const size = isSized ? leastSize(asked) : undefined
  reportSize(draft, workload, asked, size)
  // what fits none is refused with all other limits, after the patches
  const given = size ?? { cpu: Math.ceil(asked.cpu), memory: asked.memory }
  return {
    requiresCompatibilities: [launchType],
    networkMode: networkModeOf(draft, workload),
    ...(isSized && { cpu: `${given.cpu}`, memory: `${given.memory}` }),
    ...ephemeralStorage(draft, workload),
    ...runtimePlatform(draft, containers),
  }
}

/**
 * Gives the sum of what is said of all containers: what is left open shares what the task has, and containers of ours need next to nothing. The proxy of Service Connect counts
 * beside amounts that are said.
 */
function sizeOf(containers: readonly Container[], definitions: readonly ContainerDefinition[], proxy: TaskSize): TaskSize {
  const cpus = containers.map(({ resources }) => resources.cpu?.request ?? resources.cpu?.limit)
  const cpu = units(cpus.reduce<number>((sum, said = 0) => sum + said, 0))
  const isMemorySaid = containers.some(({ resources: { memory } }) => memory?.request !== undefined || memory?.limit !== undefined)
  const memory = definitions.reduce((sum, definition) => sum + (definition.memory ?? definition.memoryReservation ?? 0), 0)
  const shares = definitions.reduce((sum, definition) => sum + (definition.cpu ?? 0), 0)
  return {
    cpu: Math.max(shares, cpu) + (cpus.some((said) => said !== undefined) ? proxy.cpu : 0),
    memory: memory + (isMemorySaid ? proxy.memory : 0),
  }
}
