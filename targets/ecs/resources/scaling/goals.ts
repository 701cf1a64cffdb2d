import type { Scale } from '../../../../src/plan/plan.js'
import type { EcsDraft, TargetGroup } from '../ecs-draft.js'
import type { TaskDefinition } from '../kinds.js'
import { use, variableName } from '../use-variable.js'

/** A goal of scaling. */
export interface Goal {
  /** Name of its policy. */
  readonly name: 'cpu' | 'memory' | 'requests'
  /** Application Auto Scaling API, PredefinedMetricType. */
  readonly metric: 'ECSServiceAverageCPUUtilization' | 'ECSServiceAverageMemoryUtilization' | 'ALBRequestCountPerTarget'
  readonly value: number
  /** The load balancer and target group whose requests are counted. */
  readonly label?: string
}

/** A request is taken to last one second, so that as many at once are sixty times as many in a minute. */
export const requestsInMinute = 60

/**
 * Gives the goals that ECS measures: use of processor and memory in percent of what the task has, which is what is requested for all of its containers, rounded up; and requests in a minute to each copy
 * through an Application Load Balancer. An absolute goal becomes a percentage of the task; none is above 100 (`reportScale` says so).
 */
export function goalsOf(
  draft: EcsDraft,
  scale: Scale,
  { cpu: units, memory: size }: TaskDefinition,
  targetGroups: readonly TargetGroup[],
): readonly Goal[] {
  const cpu = scale.cpu ?? percentOf(scale.cpuValue && scale.cpuValue * 1.024, units)
  const memory = scale.memory ?? percentOf(scale.memoryValue, size)
  const group = routedGroup(targetGroups)
  const { concurrency } = scale
  return [
    ...(cpu === undefined ? [] : [{ name: 'cpu', metric: 'ECSServiceAverageCPUUtilization', value: Math.min(100, cpu) } as const]),
    ...(memory === undefined
      ? []
      : [{ name: 'memory', metric: 'ECSServiceAverageMemoryUtilization', value: Math.min(100, memory) } as const]),
    ...(concurrency === undefined || group === undefined
      ? []
      : [
          {
            name: 'requests',
            metric: 'ALBRequestCountPerTarget',
            value: concurrency * requestsInMinute,
            label: resourceLabel(draft, group),
          } as const,
        ]),
  ]
}

/** Gives the target group whose requests tell the load of a service: the first of an Application Load Balancer. */
export function routedGroup(targetGroups: readonly TargetGroup[]): TargetGroup | undefined {
  return targetGroups.find(({ kind }) => kind === 'application')
}

function percentOf(value: number | undefined, whole: string | undefined): number | undefined {
  return value === undefined || whole === undefined ? undefined : Math.max(1, Math.round((value * 100) / Number(whole)))
}

/** Application Auto Scaling API, PredefinedMetricSpecification `ResourceLabel`. */
function resourceLabel(draft: EcsDraft, { variable }: TargetGroup): string {
  return use(draft, {
    name: variableName('resource', 'label', variable.replace(/^TARGET_GROUP_|_ARN$/g, '')),
    kind: 'text',
    description: `ends of the ARNs of the load balancer and of the target group ${variable}: app/<name>/<id>/targetgroup/<name>/<id>; looked up where nothing is said`,
    default: '',
  })
}
