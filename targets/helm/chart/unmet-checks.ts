import type { KubernetesObject } from '../../kubernetes/objects/kinds.js'
import { entryAt, textAt } from '../../manifest-entries.js'

/** A default check of kube-score or kube-linter that what we write does not meet by itself. */
export interface UnmetCheck {
  /** Its name there. */
  readonly check: string
  /** Why the output does not meet it unless it is asked to. */
  readonly reason: string
  /** Values of a component in its chart that meet it. */
  readonly values: Readonly<Record<string, unknown>>
  /** Tells whether the check has something to say of an object. */
  isUnmet(object: KubernetesObject): boolean
}

/** All default checks that somebody may see fail, with the values that meet them. */
export const unmetChecks: readonly UnmetCheck[] = [
  {
    check: 'deployment-replicas',
    reason: 'how many run is what the manifest says, and one is its default',
    values: { replicas: 2 },
    isUnmet: (object) => object.kind === 'Deployment' && entryAt(entryAt(object, 'spec'), 'replicas') === 1,
  },
  {
    check: 'deployment-strategy',
    reason:
      'a volume that one node mounts at a time has to be let go before the next pod begins, so that such a Deployment is replaced by `Recreate`',
    values: { updateStrategy: { type: 'RollingUpdate' } },
    isUnmet: (object) => object.kind === 'Deployment' && textAt(entryAt(entryAt(object, 'spec'), 'strategy'), 'type') === 'Recreate',
  },
  {
    check: 'job-ttl-seconds-after-finished',
    reason: 'a Job that removes itself is made anew by every `kubectl apply`, Argo CD and Flux, and runs again',
    values: { ttlSecondsAfterFinished: 86400 },
    isUnmet: (object) => object.kind === 'Job' && entryAt(entryAt(object, 'spec'), 'ttlSecondsAfterFinished') === undefined,
  },
]
