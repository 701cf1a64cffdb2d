import type { ContainerWorkload } from '../../../../src/plan/plan.js'
import { some } from '../../../some.js'
import type { EcsDraft } from '../ecs-draft.js'
import type { TaskDefinition } from '../kinds.js'
import { taskSize } from '../size/task-size.js'
import { containerDefinitions } from './container-definitions.js'
import { executionRole } from './execution-role.js'
import { reportTask } from './report-task.js'
import { tagsOf } from './tags.js'
import { beginTask } from './task-draft.js'
import { taskRole } from './task-role.js'

/** Gives the task definition of a workload (ECS API, RegisterTaskDefinition). */
export function taskDefinition(draft: EcsDraft, workload: ContainerWorkload): TaskDefinition {
  reportTask(draft, workload)
  const task = beginTask(draft, workload)
  const definitions = containerDefinitions(task)
  return {
    family: draft.nameOf(workload.id),
    ...taskSize(draft, workload, definitions),
    executionRoleArn: executionRole(draft, definitions),
    taskRoleArn: taskRole(draft, workload),
    containerDefinitions: definitions,
    volumes: some([...task.volumes.values()]),
    tags: some(tagsOf(workload)),
  }
}
