import { parseCpu } from '../../../../src/language/quantities.js'
import type { Scale } from '../../../../src/plan/plan.js'
import { hostName } from '../../../service-name.js'
import { clusterName } from '../cluster.js'
import type { EcsDraft, TargetGroup } from '../ecs-draft.js'
import type { ScalingPolicy, TaskDefinition } from '../kinds.js'
import { use, variableName } from '../use-variable.js'

type Tracking = NonNullable<ScalingPolicy['TargetTrackingScalingPolicyConfiguration']>

/** A goal of scaling. */
export interface Goal {
  /** Name of its policy. */
  readonly name: string
  readonly value: number
  readonly measure: Pick<Tracking, 'PredefinedMetricSpecification' | 'CustomizedMetricSpecification'>
}

/** A request is taken to last one second, so that as many at once are sixty times as many in a minute. */
export const requestsInMinute = 60

/**
 * Gives the goals that AWS measures: use of processor and memory in percent of what the task has, which is what is requested for all of its containers, rounded up; requests in a minute to each copy
 * through an Application Load Balancer; and metrics of CloudWatch, where the option `metric-namespace` says in which namespace those of the manifest are. An absolute goal becomes a percentage of the task; none is above 100 (`reportScale` says so).
 */
export function goalsOf(
  draft: EcsDraft,
  scale: Scale,
  { family = '', cpu: units, memory: size }: TaskDefinition,
  targetGroups: readonly TargetGroup[],
): readonly Goal[] {
  const cpu = scale.cpu ?? percentOf(scale.cpuValue && scale.cpuValue * 1.024, units)
  const memory = scale.memory ?? percentOf(scale.memoryValue, size)
  const group = routedGroup(targetGroups)
  const { concurrency } = scale
  return [
    ...(cpu === undefined ? [] : [useOf('cpu', 'ECSServiceAverageCPUUtilization', cpu)]),
    ...(memory === undefined ? [] : [useOf('memory', 'ECSServiceAverageMemoryUtilization', memory)]),
    ...(concurrency === undefined || group === undefined ? [] : [requests(draft, group, concurrency)]),
    ...customGoals(draft, scale, family),
  ]
}

/** Gives the target group whose requests tell the load of a service: the first of an Application Load Balancer. */
export function routedGroup(targetGroups: readonly TargetGroup[]): TargetGroup | undefined {
  return targetGroups.find(({ kind }) => kind === 'application')
}

function useOf(name: string, metric: 'ECSServiceAverageCPUUtilization' | 'ECSServiceAverageMemoryUtilization', percent: number): Goal {
  return { name, value: Math.min(100, percent), measure: { PredefinedMetricSpecification: { PredefinedMetricType: metric } } }
}

function requests(draft: EcsDraft, { variable }: TargetGroup, concurrency: number): Goal {
  const label = use(draft, {
    name: variableName('resource', 'label', variable.replace(/^TARGET_GROUP_|_ARN$/g, '')),
    kind: 'text',
    description: `ends of the ARNs of the load balancer and of the target group ${variable}: app/<name>/<id>/targetgroup/<name>/<id>; looked up where nothing is said`,
    default: '',
  })
  return {
    name: 'requests',
    value: concurrency * requestsInMinute,
    measure: { PredefinedMetricSpecification: { PredefinedMetricType: 'ALBRequestCountPerTarget', ResourceLabel: label } },
  }
}

/** Of each copy the mean, as an agent for CloudWatch writes it down by cluster and service. */
function customGoals(draft: EcsDraft, { podMetrics = [] }: Scale, service: string): readonly Goal[] {
  const Namespace = draft.context.options['metric-namespace'] ?? ''
  if (Namespace === '') return []
  return podMetrics.map(({ name, value }) => ({
    name: `metric-${hostName(name)}`,
    // a quantity of Kubernetes, which is counted in thousandths there
    value: (parseCpu(value) ?? 0) / 1000,
    measure: {
      CustomizedMetricSpecification: {
        MetricName: name,
        Namespace,
        Dimensions: [
          { Name: 'ClusterName', Value: clusterName(draft) },
          { Name: 'ServiceName', Value: service },
        ],
        Statistic: 'Average',
      },
    },
  }))
}

function percentOf(value: number | undefined, whole: string | undefined): number | undefined {
  return value === undefined || whole === undefined ? undefined : Math.max(1, Math.round((value * 100) / Number(whole)))
}
