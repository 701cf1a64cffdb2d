import type { EcsDraft } from '../ecs-draft.js'

/** What is kept for a container of ours on a machine of the account, which wants a number for each: it copies some files and ends; MiB. */
const reserved = 16

/** Keeps some memory for every container that has none of a task that has none either (ECS API, ContainerDefinition `memory`). */
export function reserveMemory({ units }: EcsDraft): void {
  for (const [at, unit] of units.entries()) {
    const { task } = unit
    if (task.memory !== undefined) continue
    const containerDefinitions = task.containerDefinitions?.map((container) =>
      container.memory === undefined && container.memoryReservation === undefined
        ? { ...container, memoryReservation: reserved }
        : container,
    )
    units[at] = { ...unit, task: { ...task, containerDefinitions } }
  }
}
