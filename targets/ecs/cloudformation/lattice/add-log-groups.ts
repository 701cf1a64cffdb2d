import type { EcsDraft, Unit } from '../../resources/ecs-draft.js'
import type { StackDraft } from '../template/stack-draft.js'

/** Adds the groups that the containers of the lattice write their logs to; how long logs are kept is a parameter. */
export function addLogGroups(draft: EcsDraft, stack: StackDraft): void {
  const groups = logGroups(draft.units)
  if (groups.length === 0) return
  const days = stack.parameter('LogRetentionDays', 'LOG_RETENTION_DAYS', {
    Type: 'Number',
    Description: 'Days for which logs are kept',
    Default: 30,
    AllowedValues: retentions,
  })
  for (const name of groups)
    stack.add([name.replace(/^\/ecs\//, ''), 'LogGroup'], {
      Type: 'AWS::Logs::LogGroup',
      DeletionPolicy: 'Delete',
      UpdateReplacePolicy: 'Delete',
      Properties: { LogGroupName: name, RetentionInDays: days },
    })
}

/** Gives the names of the groups of CloudWatch Logs that containers and their Service Connect proxies write to, sorted. */
export function logGroups(units: readonly Unit[]): readonly string[] {
  const configurations = units.flatMap(({ task, service }) => [
    ...(task.containerDefinitions ?? []).map(({ logConfiguration }) => logConfiguration),
    service?.serviceConnectConfiguration?.logConfiguration,
  ])
  const names = configurations.flatMap((configuration) =>
    configuration?.logDriver === 'awslogs' ? (configuration.options?.['awslogs-group'] ?? []) : [],
  )
  return [...new Set(names)].sort()
}

/** CloudWatch Logs API, PutRetentionPolicy. */
const retentions = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653]
