import type { ContainerWorkload, Scale } from '../../../../src/plan/plan.js'
import { clusterName } from '../cluster.js'
import type { EcsDraft, Scaling, TargetGroup } from '../ecs-draft.js'
import type { ScalingPolicy, TaskDefinition } from '../kinds.js'
import { goalsOf } from './goals.js'
import { reportScale } from './report-scale.js'

/** Gives how the service of a workload scales (Application Auto Scaling API): a scalable target, and a policy for each goal, of which the one that wants most copies counts. Nothing where no goal is left. */
export function scalingOf(
  draft: EcsDraft,
  workload: ContainerWorkload,
  task: TaskDefinition,
  targetGroups: readonly TargetGroup[],
): Scaling | undefined {
  const { scale, work } = workload
  // a daemon has one copy on each machine
  if (scale === undefined || work === 'daemon') return undefined
  reportScale(draft, workload, scale, targetGroups)
  const target = {
    ServiceNamespace: 'ecs',
    ResourceId: `service/${clusterName(draft)}/${task.family}`,
    ScalableDimension: 'ecs:service:DesiredCount',
  } as const
  const policies = goalsOf(draft, scale, task, targetGroups).map(
    ({ name, value, measure }): ScalingPolicy => ({
      PolicyName: name,
      ...target,
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingScalingPolicyConfiguration: { TargetValue: value, ...measure },
    }),
  )
  return policies.length === 0 ? undefined : { target: { ...target, ...boundsOf(scale) }, policies }
}

/** Gives the bounds of the number of copies: at least one, because without copies there is nothing to measure that would bring them back. */
export function boundsOf({ min, max }: Pick<Scale, 'min' | 'max'>): { readonly MinCapacity: number; readonly MaxCapacity: number } {
  return { MinCapacity: Math.max(1, min), MaxCapacity: Math.max(1, min, max) }
}
