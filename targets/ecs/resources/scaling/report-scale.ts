import type { ContainerWorkload, Scale } from '../../../../src/plan/plan.js'
import type { EcsDraft, TargetGroup } from '../ecs-draft.js'
import { requestsInMinute, routedGroup } from './goals.js'

/** Reports goals that ECS measures otherwise or not at all. */
export function reportScale({ context }: EcsDraft, workload: ContainerWorkload, scale: Scale, targetGroups: readonly TargetGroup[]): void {
  const { min, cpu, memory, concurrency, podMetrics = [], cpuValue, memoryValue } = scale
  const isCounted = context.options['metric-namespace'] !== ''
  const isMeasured =
    [cpu, memory, cpuValue, memoryValue].some((goal) => goal !== undefined) ||
    (concurrency !== undefined && routedGroup(targetGroups) !== undefined) ||
    (podMetrics.length > 0 && isCounted)
  const { replicas = 1 } = workload
  // without a goal that is measured, bounds have no meaning either
  const place = (key: keyof Scale): readonly [object, string] => (isMeasured ? [scale, key] : [workload, 'scale'])
  const otherwise = isMeasured ? 'the other goals alone count' : `${replicas} run, whatever the load`
  if (concurrency !== undefined)
    context.unsupported(
      'autoscale-concurrency',
      ...place('concurrency'),
      routedGroup(targetGroups) === undefined
        ? `a load balancer counts requests, and none leads here, so that ${otherwise}`
        : `the load balancer counts requests in a minute: the goal is ${concurrency * requestsInMinute} to each copy, as with requests of one second`,
    )
  if (podMetrics.length > 0 && !isCounted)
    context.unsupported(
      'autoscale-custom',
      ...place('podMetrics'),
      `Application Auto Scaling reads metrics of CloudWatch, and the option \`metric-namespace\` says in which namespace those of the manifest are; without it ${otherwise}`,
    )
  if (min === 0 && isMeasured)
    context.fault(
      {
        code: 'target/no-scale-to-zero',
        severity: 'warning',
        message: 'one copy always runs: without copies ECS measures nothing that would bring them back',
        help: 'choose `min: 1`',
      },
      scale,
      'min',
    )
  for (const [key, goal] of [
    ['cpu', cpu],
    ['memory', memory],
  ] as const)
    if (goal !== undefined && goal > 100)
      context.fault(
        {
          code: 'target/goal-out-of-reach',
          severity: 'warning',
          message: `a task uses at most 100 percent of what it has, and never ${goal}: the goal is 100`,
        },
        scale,
        key,
      )
}
