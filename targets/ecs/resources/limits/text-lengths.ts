import type { TextForm } from './texts.js'

const tracking = 'scaling.policies.*.TargetTrackingScalingPolicyConfiguration'
const metrics = `${tracking}.CustomizedMetricSpecification.Metrics.*`
const metric = `${metrics}.MetricStat.Metric`
const ecs = 'schedule.Target.EcsParameters'

/** How many characters a text has at most by where it stands, and at least (1 where nothing is said), whatever they are (models of ECS, Application Auto Scaling and EventBridge Scheduler). */
export const lengths: readonly { readonly at: string; readonly least?: number; readonly most: number }[] = [
  { at: 'task.placementConstraints.*.expression', most: 2000 },
  { at: 'service.placementConstraints.*.expression', most: 2000 },
  { at: 'service.monitoring.metricConfigurations.*.metricNames.*', most: 255 },
  { at: 'run.placementConstraints.*.expression', most: 2000 },
  { at: 'scaling.target.ResourceId', most: 1600 },
  { at: 'scaling.target.RoleARN', most: 1600 },
  { at: 'scaling.target.Tags.*', least: 0, most: 256 },
  { at: 'scaling.policies.*.ResourceId', most: 1600 },
  { at: `${tracking}.PredefinedMetricSpecification.ResourceLabel`, most: 1023 },
  { at: `${metrics}.Expression`, most: 2048 },
  { at: `${metrics}.Id`, most: 255 },
  { at: `${metrics}.MetricStat.Unit`, most: 1023 },
  { at: `${metric}.Dimensions.*.Name`, most: 255 },
  { at: `${metric}.Dimensions.*.Value`, most: 1024 },
  { at: `${metric}.MetricName`, most: 255 },
  { at: `${metric}.Namespace`, most: 255 },
  { at: 'schedule.Description', least: 0, most: 512 },
  { at: 'schedule.ScheduleExpression', most: 256 },
  { at: 'schedule.ScheduleExpressionTimezone', most: 50 },
  { at: 'schedule.KmsKeyArn', most: 2048 },
  { at: 'schedule.Target.Arn', most: 1600 },
  { at: 'schedule.Target.DeadLetterConfig.Arn', most: 1600 },
  { at: 'schedule.Target.RoleArn', most: 1600 },
  { at: 'schedule.Target.Input', most: Number.POSITIVE_INFINITY },
  { at: `${ecs}.CapacityProviderStrategy.*.capacityProvider`, most: 255 },
  { at: `${ecs}.Group`, most: 255 },
  { at: `${ecs}.NetworkConfiguration.awsvpcConfiguration.SecurityGroups.*`, most: 1000 },
  { at: `${ecs}.NetworkConfiguration.awsvpcConfiguration.Subnets.*`, most: 1000 },
  { at: `${ecs}.PlacementConstraints.*.expression`, least: 0, most: 2000 },
  { at: `${ecs}.PlacementStrategy.*.field`, least: 0, most: 255 },
  { at: `${ecs}.PlatformVersion`, most: 64 },
  { at: `${ecs}.ReferenceId`, least: 0, most: 1024 },
  { at: `${ecs}.Tags.*.*`, most: 256 },
  { at: `${ecs}.TaskDefinitionArn`, most: 1600 },
]

/** Gives the form of texts of a length. */
export function lengthForm({ at, least = 1, most }: (typeof lengths)[number]): TextForm {
  const words = most === Number.POSITIVE_INFINITY ? 'some text' : least === 0 ? `at most ${most} characters` : `1 to ${most} characters`
  return { at, form: new RegExp(`^.{${least},${most === Number.POSITIVE_INFINITY ? '' : most}}$`, 'su'), words }
}
