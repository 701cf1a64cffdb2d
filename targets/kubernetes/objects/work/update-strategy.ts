import type { V1DaemonSetUpdateStrategy, V1DeploymentStrategy, V1StatefulSetUpdateStrategy } from '@kubernetes/client-node'
import type { ContainerWorkload } from '../../../../src/plan/plan.js'
import { isSingle } from '../../../is-single.js'
import type { Wire } from '../kinds.js'
import type { ObjectDraft } from '../object-draft.js'

/**
 * Gives how an update replaces the copies of a Deployment; nothing where that is Kubernetes' own way, a quarter of them at a time.
 * Storage that one machine mounts at a time is free for the new pod only when the old one has gone, so that such a pod is replaced by `Recreate`.
 */
export function deploymentStrategy(_: ObjectDraft, workload: ContainerWorkload): Wire<V1DeploymentStrategy> | undefined {
  const { updateStrategy } = workload
  if (updateStrategy === undefined) return workload.volumes.some(isSingle) ? { type: 'Recreate' } : undefined
  if (updateStrategy['type'] === 'Recreate') return { type: 'Recreate' }
  const rollingUpdate = rollingOf(updateStrategy, { maxSurge: '25%', maxUnavailable: '25%' })
  return rollingUpdate && { type: 'RollingUpdate', rollingUpdate }
}

/** Gives how an update replaces the pods of a DaemonSet; nothing where that is Kubernetes' own way, one machine after the other. */
export function daemonSetStrategy(
  { context }: ObjectDraft,
  { updateStrategy }: ContainerWorkload,
): Wire<V1DaemonSetUpdateStrategy> | undefined {
  if (updateStrategy === undefined) return undefined
  if (updateStrategy['type'] === 'OnDelete') return { type: 'OnDelete' }
  const { maxSurge, maxUnavailable } = rollingOf(updateStrategy, {}) ?? {}
  if (isZero(maxSurge) || isZero(maxUnavailable)) {
    const rollingUpdate = isZero(maxSurge) ? { maxUnavailable } : { maxSurge, maxUnavailable }
    return { type: 'RollingUpdate', rollingUpdate }
  }
  const rolling = updateStrategy['rollingUpdate']
  if (typeof rolling === 'object' && rolling !== null)
    context.fault(
      {
        code: 'target/no-surge',
        severity: 'info',
        message: 'a daemon has one copy on each machine: `maxSurge` counts only where `maxUnavailable` is 0',
      },
      rolling,
      'maxSurge',
    )
  return { type: 'RollingUpdate', rollingUpdate: { maxUnavailable } }
}

/** Gives how an update replaces the copies of a StatefulSet; nothing where that is Kubernetes' own way, all of them from the last to the first. */
export function statefulSetStrategy({ updateStrategy }: ContainerWorkload): Wire<V1StatefulSetUpdateStrategy> | undefined {
  if (updateStrategy === undefined) return undefined
  if (updateStrategy['type'] === 'OnDelete') return { type: 'OnDelete' }
  const partition = numberOf(updateStrategy['rollingUpdate'], 'partition')
  return typeof partition === 'number' && partition > 0 ? { type: 'RollingUpdate', rollingUpdate: { partition } } : undefined
}

type Amount = number | string

/** Gives the amounts of a rolling update; nothing where all of them are Kubernetes' defaults. */
function rollingOf(strategy: object, defaults: Readonly<Record<string, Amount>>) {
  const rolling: unknown = Reflect.get(strategy, 'rollingUpdate')
  const maxSurge = numberOf(rolling, 'maxSurge')
  const maxUnavailable = numberOf(rolling, 'maxUnavailable')
  const isDefault = maxSurge === defaults['maxSurge'] && maxUnavailable === defaults['maxUnavailable']
  return isDefault ? undefined : { maxSurge, maxUnavailable }
}

function numberOf(holder: unknown, key: string): Amount | undefined {
  const value: unknown = typeof holder === 'object' && holder !== null ? Reflect.get(holder, key) : undefined
  return typeof value === 'number' || typeof value === 'string' ? value : undefined
}

function isZero(amount: Amount | undefined): boolean {
  return amount === 0 || amount === '0' || amount === '0%'
}
