import type { K8SUpdateStrategyProperties, RollingStrategy } from '../../../generated/application.js'
import type { ContainerWorkload } from '../../plan.js'
import type { Scope } from '../../scope.js'
import { settleTarget } from '../scale.js'
import { kubernetesKind } from '../work.js'

/**
 * Gives the workload with the way an update replaces its copies (KubeVela `k8s-update-strategy`: `RollingUpdate`, 25 percent at a time, from ordinal 0).
 * Like KubeVela, nothing comes of `OnDelete` for a Deployment, nor of `Recreate` for the others.
 */
export function applyUpdateStrategy(scope: Scope, workload: ContainerWorkload, properties: K8SUpdateStrategyProperties): ContainerWorkload {
  const { trace } = scope
  const kind = kubernetesKind(workload.work)
  const { strategy = {} } = properties
  if (strategy.type === (kind === 'Deployment' ? 'OnDelete' : 'Recreate') || kind === 'Job') return workload
  settleTarget(scope, properties, kind)
  const { rollingStrategy = {} } = strategy
  const isRolling = (strategy.type ?? 'RollingUpdate') === 'RollingUpdate'
  const updateStrategy = trace.build<NonNullable<ContainerWorkload['updateStrategy']>>({
    type: scope.from(strategy, 'type') ?? 'RollingUpdate',
    rollingUpdate: isRolling ? rollingOf(scope, rollingStrategy, kind === 'StatefulSet') : undefined,
  })
  return trace.amend<ContainerWorkload>(workload, { updateStrategy })
}

function rollingOf(scope: Scope, rolling: RollingStrategy, isOrdered: boolean): Readonly<Record<string, unknown>> {
  return scope.trace.build<Record<string, unknown>>(
    isOrdered
      ? { partition: scope.from(rolling, 'partition') ?? 0 }
      : { maxSurge: scope.from(rolling, 'maxSurge') ?? '25%', maxUnavailable: scope.from(rolling, 'maxUnavailable') ?? '25%' },
  )
}
