import type { LimitRule } from './finding.js'
import { pathText } from './finding.js'
import { valuesAt } from './values-at.js'

/** How many items a list may have (Amazon ECS service quotas that cannot be raised; ECS API reference). */
export const counts: readonly { readonly at: string; readonly most: number; readonly what: string }[] = [
  { at: 'task.containerDefinitions', most: 10, what: 'containers in a task' },
  { at: 'task.containerDefinitions.*.restartPolicy.ignoredExitCodes', most: 50, what: 'exit codes' },
  { at: 'task.placementConstraints', most: 10, what: 'constraints' },
  { at: 'task.tags', most: 50, what: 'tags' },
  { at: 'service.tags', most: 50, what: 'tags' },
  { at: 'service.placementConstraints', most: 10, what: 'constraints' },
  { at: 'service.placementStrategy', most: 5, what: 'strategies' },
  { at: 'service.loadBalancers', most: 5, what: 'target groups of a service' },
  { at: 'service.serviceRegistries', most: 1, what: 'registries of a service' },
  { at: 'service.capacityProviderStrategy', most: 20, what: 'capacity providers' },
  { at: 'service.networkConfiguration.awsvpcConfiguration.subnets', most: 16, what: 'subnets' },
  { at: 'service.networkConfiguration.awsvpcConfiguration.securityGroups', most: 5, what: 'security groups' },
  { at: 'service.serviceConnectConfiguration.services.*.clientAliases', most: 1, what: 'names of an endpoint' },
  { at: 'run.tags', most: 50, what: 'tags' },
  { at: 'run.networkConfiguration.awsvpcConfiguration.subnets', most: 16, what: 'subnets' },
  { at: 'run.networkConfiguration.awsvpcConfiguration.securityGroups', most: 5, what: 'security groups' },
  { at: 'run.placementConstraints', most: 10, what: 'constraints' },
  { at: 'run.placementStrategy', most: 5, what: 'strategies' },
  { at: 'service.monitoring.metricConfigurations', most: 5, what: 'groups of metrics' },
  { at: 'service.monitoring.metricConfigurations.*.metricNames', most: 5, what: 'metrics' },
  { at: 'service.volumeConfigurations.*.managedEBSVolume.tagSpecifications.*.tags', most: 50, what: 'tags' },
  { at: 'run.volumeConfigurations.*.managedEBSVolume.tagSpecifications.*.tags', most: 50, what: 'tags' },
  { at: 'schedule.Target.EcsParameters.CapacityProviderStrategy', most: 6, what: 'capacity providers' },
  { at: 'schedule.Target.EcsParameters.NetworkConfiguration.awsvpcConfiguration.SecurityGroups', most: 5, what: 'security groups' },
  { at: 'schedule.Target.EcsParameters.NetworkConfiguration.awsvpcConfiguration.Subnets', most: 16, what: 'subnets' },
  { at: 'schedule.Target.EcsParameters.PlacementConstraints', most: 10, what: 'constraints' },
  { at: 'schedule.Target.EcsParameters.PlacementStrategy', most: 5, what: 'strategies' },
  { at: 'schedule.Target.EcsParameters.Tags', most: 50, what: 'tags' },
]

/** No list has more items than AWS takes. */
export const listsNotTooLong: LimitRule = (unit, say) => {
  for (const { at, most, what } of counts)
    for (const { path, value } of valuesAt(unit, at))
      if (Array.isArray(value) && value.length > most)
        say(path, `\`${pathText(path)}\` has ${value.length} items: AWS takes ${most} ${what} at most`)
}
