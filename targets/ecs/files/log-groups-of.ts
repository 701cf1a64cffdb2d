import type { EcsDraft } from '../resources/ecs-draft.js'

/** Gives the names of the log groups that containers write to, sorted; they may have marks of variables in them. */
export function logGroupsOf({ units }: Pick<EcsDraft, 'units'>): readonly string[] {
  const groups = units.flatMap(({ task, service }) => [
    ...(task.containerDefinitions ?? []).map(({ logConfiguration }) => logConfiguration),
    service?.serviceConnectConfiguration?.logConfiguration,
  ])
  const names = groups.flatMap((log) => (log?.logDriver === 'awslogs' ? (log.options?.['awslogs-group'] ?? []) : []))
  return [...new Set(names)].sort()
}
