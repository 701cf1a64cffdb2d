import type { Port } from '../../../../src/plan/plan.js'
import type { TaskDefinition } from '../kinds.js'

/** Where a port of the plan is in a task definition. */
export interface Mapping {
  /** Name of the container. */
  readonly container: string
  /** Name of the port mapping. */
  readonly name: string
}

/** Gives the port mapping of a task definition that leads to a port (ECS API, PortMapping); nothing where none does, or it has no name. */
export function mappingOf({ containerDefinitions = [] }: TaskDefinition, { containerPort, protocol }: Port): Mapping | undefined {
  for (const { name: container, portMappings = [] } of containerDefinitions) {
    const mapping = portMappings.find(
      (candidate) => candidate.containerPort === containerPort && (candidate.protocol ?? 'tcp').toUpperCase() === protocol,
    )
    if (container !== undefined && mapping?.name !== undefined) return { container, name: mapping.name }
  }
  return undefined
}
