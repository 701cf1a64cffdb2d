import type { ContainerWorkload, SpinWorkload, Volume } from '../../../../src/plan/plan.js'
import { isSingle } from '../../../is-single.js'
import type { ObjectDraft } from '../object-draft.js'
import { scalesBy } from '../scale/scales-by.js'

/** The kinds of object that run containers (Kubernetes API, apps/v1 and batch/v1). */
export type WorkKind = 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'Job' | 'CronJob'

/**
 * Gives the kind of object that runs a workload; of a Spin application, the operator makes it. One that runs for good is a Deployment, but for one of several copies with storage of its own that only one machine
 * mounts at a time (ReadWriteOnce): the copies of a Deployment would all want one claim, so each gets one of its own, by a StatefulSet.
 * A single copy with such storage stays a Deployment, which replaces it by `Recreate`: its claim keeps the name that the manifest gives it, and the kind stays that of KubeVela.
 */
export function kindOf(draft: ObjectDraft, workload: ContainerWorkload | SpinWorkload): WorkKind {
  if (workload.kind === 'spin') return 'Deployment'
  if (workload.work !== 'service' && workload.work !== 'worker') return kinds[workload.work]
  return hasCopies(draft, workload) && workload.volumes.some((volume) => isOwn(draft, workload, volume)) ? 'StatefulSet' : 'Deployment'
}

/** Tells whether each copy of a workload has a claim of its own in place of the volume: a StatefulSet makes it (`volumeClaimTemplates`). */
export function isPerCopy(draft: ObjectDraft, workload: ContainerWorkload, volume: Volume): boolean {
  return isOwn(draft, workload, volume) && kindOf(draft, workload) === 'StatefulSet'
}

/** Tells whether a workload runs, or may run, more than once at a time. */
export function hasCopies(draft: ObjectDraft, { scale, replicas }: Pick<ContainerWorkload, 'scale' | 'replicas'>): boolean {
  const most = scale === undefined || scalesBy(draft, scale) === undefined ? replicas : scale.max
  return most !== undefined && most > 1
}

const kinds = { stateful: 'StatefulSet', daemon: 'DaemonSet', task: 'Job', cron: 'CronJob' } as const

/** Storage that the workload makes for itself alone. A claim of a given volume is one claim, because it binds that volume. */
function isOwn(draft: ObjectDraft, workload: ContainerWorkload, volume: Volume): boolean {
  if (volume.external || !isSingle(volume) || volume.claim?.['volumeName'] !== undefined) return false
  const { main, sidecars, initContainers } = workload
  const isMounted = [main, ...sidecars, ...initContainers].some(({ mounts }) => mounts.some((mount) => mount.volume === volume.name))
  return isMounted && usersOf(draft).get(keyOf(workload, volume))?.size === 1
}

const users = new WeakMap<ObjectDraft['workloads'], ReadonlyMap<string, ReadonlySet<ContainerWorkload>>>()

/** The workloads that mount each claim. */
function usersOf({ workloads }: ObjectDraft): ReadonlyMap<string, ReadonlySet<ContainerWorkload>> {
  const known = users.get(workloads)
  if (known !== undefined) return known
  const found = new Map<string, Set<ContainerWorkload>>()
  for (const workload of workloads.values()) {
    if (workload.kind !== 'container') continue
    for (const volume of workload.volumes) {
      if (volume.kind !== 'claim') continue
      const key = keyOf(workload, volume)
      found.set(key, (found.get(key) ?? new Set()).add(workload))
    }
  }
  users.set(workloads, found)
  return found
}

function keyOf({ application }: ContainerWorkload, { source, name }: Volume): string {
  return `${application}/${source ?? name}`
}
