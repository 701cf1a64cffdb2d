import type { ContainerWorkload } from '../../../../src/plan/plan.js'
import { clusterName } from '../cluster.js'
import type { EcsDraft } from '../ecs-draft.js'
import type { RunTask, TaskDefinition } from '../kinds.js'
import { networkConfiguration } from '../network/network-configuration.js'
import { launchOf } from '../service/launch.js'
import { mostCopies } from './retries.js'

/** Gives the run of a task to its end (ECS API, RunTask), all copies at once. */
export function runTask(
  draft: EcsDraft,
  { replicas = 1 }: Pick<ContainerWorkload, 'replicas'>,
  task: Pick<TaskDefinition, 'family' | 'networkMode'>,
): RunTask {
  return {
    cluster: clusterName(draft),
    taskDefinition: task.family,
    count: Math.min(mostCopies, replicas),
    ...launchOf(draft),
    networkConfiguration: task.networkMode === 'awsvpc' ? networkConfiguration(draft) : undefined,
    enableECSManagedTags: true,
    enableExecuteCommand: draft.context.options['exec'] === 'enabled' ? true : undefined,
    propagateTags: 'TASK_DEFINITION',
  }
}
