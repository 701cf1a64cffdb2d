import type { Container, ContainerWorkload } from '../../../../src/plan/plan.js'
import type { EcsDraft } from '../ecs-draft.js'
import type { ContainerDefinition } from '../kinds.js'
import { containerSize } from '../size/container-size.js'

/** Gives a container of a task definition (ECS API, ContainerDefinition). */
export function containerDefinition(_draft: EcsDraft, _workload: ContainerWorkload, container: Container): ContainerDefinition {
  return { name: container.name, image: container.image, essential: true, ...containerSize(_draft, container) }
}
