import type { ContainerWorkload } from '../../../../src/plan/plan.js'
import type { EcsDraft } from '../ecs-draft.js'
import type { TaskDefinition } from '../kinds.js'
import { taskSize } from '../size/task-size.js'
import { containerDefinition } from './container-definition.js'

/** Gives the task definition of a workload (ECS API, RegisterTaskDefinition). */
export function taskDefinition(draft: EcsDraft, workload: ContainerWorkload): TaskDefinition {
  const containerDefinitions = [containerDefinition(draft, workload, workload.main)]
  return {
    family: draft.nameOf(workload.id),
    ...taskSize(draft, workload, containerDefinitions),
    containerDefinitions,
  }
}
