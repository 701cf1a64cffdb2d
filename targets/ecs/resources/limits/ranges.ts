import { launchTypeOf } from '../launch-type.js'
import type { LimitRule } from './finding.js'
import { pathText } from './finding.js'
import { valuesAt } from './values-at.js'

/** Bounds of whole numbers by where they stand (ECS, Application Auto Scaling and EventBridge Scheduler API references). */
export const ranges: readonly { readonly at: string; readonly from: number; readonly to?: number; readonly unit?: string }[] = [
  { at: 'task.containerDefinitions.*.cpu', from: 0, to: 262144, unit: 'units' },
  { at: 'task.containerDefinitions.*.memory', from: 6, unit: 'MiB' },
  { at: 'task.containerDefinitions.*.memoryReservation', from: 6, unit: 'MiB' },
  { at: 'task.containerDefinitions.*.portMappings.*.containerPort', from: 1, to: 65535 },
  { at: 'task.containerDefinitions.*.portMappings.*.hostPort', from: 0, to: 65535 },
  { at: 'task.containerDefinitions.*.healthCheck.interval', from: 5, to: 300, unit: 'seconds' },
  { at: 'task.containerDefinitions.*.healthCheck.timeout', from: 2, to: 60, unit: 'seconds' },
  { at: 'task.containerDefinitions.*.healthCheck.retries', from: 1, to: 10 },
  { at: 'task.containerDefinitions.*.healthCheck.startPeriod', from: 0, to: 300, unit: 'seconds' },
  { at: 'task.containerDefinitions.*.startTimeout', from: 0, unit: 'seconds' },
  { at: 'task.containerDefinitions.*.stopTimeout', from: 0, unit: 'seconds' },
  { at: 'task.containerDefinitions.*.restartPolicy.restartAttemptPeriod', from: 60, to: 1800, unit: 'seconds' },
  { at: 'task.containerDefinitions.*.restartPolicy.ignoredExitCodes.*', from: 0, to: 255 },
  { at: 'task.containerDefinitions.*.linuxParameters.swappiness', from: 0, to: 100 },
  { at: 'task.containerDefinitions.*.linuxParameters.maxSwap', from: 0, unit: 'MiB' },
  { at: 'task.containerDefinitions.*.linuxParameters.sharedMemorySize', from: 1, unit: 'MiB' },
  { at: 'task.containerDefinitions.*.linuxParameters.tmpfs.*.size', from: 1, unit: 'MiB' },
  { at: 'task.ephemeralStorage.sizeInGiB', from: 21, to: 200, unit: 'GiB' },
  { at: 'task.volumes.*.efsVolumeConfiguration.transitEncryptionPort', from: 0, to: 65535 },
  { at: 'service.desiredCount', from: 0, to: 5000, unit: 'tasks' },
  { at: 'service.healthCheckGracePeriodSeconds', from: 0, to: 2147483647, unit: 'seconds' },
  { at: 'service.deploymentConfiguration.minimumHealthyPercent', from: 0, to: 100, unit: 'percent' },
  { at: 'service.deploymentConfiguration.maximumPercent', from: 100, unit: 'percent' },
  { at: 'service.deploymentConfiguration.bakeTimeInMinutes', from: 0, to: 1440, unit: 'minutes' },
  { at: 'service.loadBalancers.*.containerPort', from: 0, to: 65535 },
  { at: 'service.serviceRegistries.*.containerPort', from: 0, to: 65535 },
  { at: 'service.serviceRegistries.*.port', from: 0, to: 65535 },
  { at: 'service.serviceConnectConfiguration.services.*.ingressPortOverride', from: 0, to: 65535 },
  { at: 'service.serviceConnectConfiguration.services.*.clientAliases.*.port', from: 1, to: 65535 },
  { at: 'service.serviceConnectConfiguration.services.*.timeout.idleTimeoutSeconds', from: 0, to: 2147483647, unit: 'seconds' },
  { at: 'service.serviceConnectConfiguration.services.*.timeout.perRequestTimeoutSeconds', from: 0, to: 2147483647, unit: 'seconds' },
  { at: 'service.capacityProviderStrategy.*.weight', from: 0, to: 1000 },
  { at: 'service.capacityProviderStrategy.*.base', from: 0, to: 100000 },
  { at: 'service.deploymentConfiguration.lifecycleHooks.*.timeoutConfiguration.timeoutInMinutes', from: 1, to: 20160, unit: 'minutes' },
  { at: 'service.monitoring.metricConfigurations.*.resolutionSeconds', from: 20, to: 60, unit: 'seconds' },
  { at: 'run.capacityProviderStrategy.*.weight', from: 0, to: 1000 },
  { at: 'run.capacityProviderStrategy.*.base', from: 0, to: 100000 },
  { at: 'run.count', from: 1, to: 10, unit: 'tasks' },
  { at: 'scaling.target.MinCapacity', from: 0, unit: 'tasks' },
  { at: 'scaling.target.MaxCapacity', from: 0, to: 5000, unit: 'tasks' },
  { at: 'scaling.policies.*.TargetTrackingScalingPolicyConfiguration.ScaleInCooldown', from: 0, unit: 'seconds' },
  { at: 'scaling.policies.*.TargetTrackingScalingPolicyConfiguration.ScaleOutCooldown', from: 0, unit: 'seconds' },
  { at: 'schedule.FlexibleTimeWindow.MaximumWindowInMinutes', from: 1, to: 1440, unit: 'minutes' },
  { at: 'schedule.Target.EcsParameters.TaskCount', from: 1, to: 10, unit: 'tasks' },
  { at: 'schedule.Target.EcsParameters.CapacityProviderStrategy.*.weight', from: 0, to: 1000 },
  { at: 'schedule.Target.EcsParameters.CapacityProviderStrategy.*.base', from: 0, to: 100000 },
  { at: 'schedule.Target.RetryPolicy.MaximumEventAgeInSeconds', from: 60, to: 86400, unit: 'seconds' },
  { at: 'schedule.Target.RetryPolicy.MaximumRetryAttempts', from: 0, to: 185 },
]

/** Tells Fargate's bounds, where they are narrower (ECS API, ContainerDefinition `stopTimeout` and `startTimeout`). */
const onFargate: typeof ranges = [
  { at: 'task.containerDefinitions.*.startTimeout', from: 0, to: 120, unit: 'seconds' },
  { at: 'task.containerDefinitions.*.stopTimeout', from: 0, to: 120, unit: 'seconds' },
]

/** Every number lies between its bounds. */
export const numbersInRange: LimitRule = (unit, say, draft) => {
  const narrower = launchTypeOf(draft) === 'FARGATE' ? onFargate : []
  const all = [...ranges.filter(({ at }) => !narrower.some((other) => other.at === at)), ...narrower]
  for (const { at, from, to, unit: measure } of all)
    for (const { path, value } of valuesAt(unit, at)) {
      if (typeof value !== 'number' || (Number.isInteger(value) && value >= from && (to === undefined || value <= to))) continue
      const bounds = to === undefined ? `${from} at least` : `${from} to ${to}`
      say(path, `\`${pathText(path)}\` is ${value}: AWS takes a whole number, ${bounds}${measure === undefined ? '' : ` ${measure}`}`)
    }
}
