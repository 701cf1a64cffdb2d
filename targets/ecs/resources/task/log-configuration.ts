import type { Workload } from '../../../../src/plan/plan.js'
import type { EcsDraft } from '../ecs-draft.js'
import type { ContainerDefinition } from '../kinds.js'
import { regionName } from '../region.js'

/** Gives where the output of a container goes (ECS API, LogConfiguration): one log group for each application, one stream for each container of a task. Nothing where the option `logs` says so. */
export function logConfiguration(
  draft: EcsDraft,
  { application, id }: Pick<Workload, 'application' | 'id'>,
): ContainerDefinition['logConfiguration'] {
  if (draft.context.options['logs'] === 'none') return undefined
  return {
    logDriver: 'awslogs',
    options: {
      'awslogs-group': logGroup(draft, application),
      'awslogs-region': regionName(draft),
      'awslogs-stream-prefix': draft.nameOf(id),
    },
  }
}

/** Gives the log group of an application; its name has letters, digits and `.-_/` (CloudWatch Logs API, CreateLogGroup). */
export function logGroup(draft: EcsDraft, application: string): string {
  return `/ecs/${draft.folderOf(application)}`
}
