import type { Container } from '../../../../src/plan/plan.js'
import type { EcsDraft } from '../ecs-draft.js'
import type { ContainerDefinition } from '../kinds.js'
import { launchTypeOf } from '../launch-type.js'

/** What is reserved on machines for a container of which the manifest says nothing, in MiB. The same is requested on Kubernetes. */
export const defaultMemory = 128

/** Docker gives no container less (ECS API, ContainerDefinition `memory`); MiB. */
export const leastMemory = 6

/**
 * Gives what a container gets of its task (ECS API, ContainerDefinition): cpu in units, 1024 to a vCPU, as its share; memory in MiB, which it is killed for exceeding, and what of it
 * is kept for it where that is less. What the manifest leaves open the containers of a task share; on machines of the account some memory has to be reserved.
 */
export function containerSize(
  draft: EcsDraft,
  { resources: { cpu, memory, gpu } }: Pick<Container, 'resources'>,
): Pick<ContainerDefinition, 'cpu' | 'memory' | 'memoryReservation' | 'resourceRequirements'> {
  // what is below a unit is cut off, so that the sum of many never exceeds what the task has for all
  const share = cpu?.request ?? cpu?.limit
  const [request, limit] = [atLeast(memory?.request), atLeast(memory?.limit)]
  const isOnMachines = launchTypeOf(draft) !== 'FARGATE'
  const kept = request ?? (limit === undefined && isOnMachines ? defaultMemory : undefined)
  return {
    ...(share !== undefined && share > 0 && { cpu: Math.max(1, Math.floor(units(share))) }),
    ...(limit !== undefined && { memory: limit }),
    ...(kept !== undefined && (limit === undefined || kept < limit) && { memoryReservation: kept }),
    ...(gpu !== undefined && gpu > 0 && isOnMachines && { resourceRequirements: [{ type: 'GPU', value: `${gpu}` }] }),
  }
}

/** Gives millicores in units, of which a vCPU has 1024. */
export function units(millicores: number): number {
  // 1.024 is no exact double, and 250 * 1.024 has to be 256
  return (millicores * 1024) / 1000
}

function atLeast(mebibytes: number | undefined): number | undefined {
  return mebibytes === undefined ? undefined : Math.max(leastMemory, Math.ceil(mebibytes))
}
