/** A check that examples do not meet by themselves, and why. README shows the list. */
export interface IgnoredCheck {
  /** Its name at kube-score or kube-linter. */
  readonly check: string
  /** Why the output does not meet it unless it is asked to. */
  readonly reason: string
  /** Values of a component in its chart that meet it, with the path that README names. */
  readonly values: Readonly<Record<string, unknown>>
}

/** All that is passed over of the default checks of kube-score and kube-linter. */
export const ignoredChecks: readonly IgnoredCheck[] = [
  {
    check: 'deployment-replicas',
    reason: 'how many run is what the manifest says, and one is its default',
    values: { replicas: 2 },
  },
  {
    check: 'deployment-strategy',
    reason:
      'a volume that one node mounts at a time has to be let go before the next pod begins, so that such a Deployment is replaced by `Recreate`',
    values: { updateStrategy: { type: 'RollingUpdate' } },
  },
  {
    check: 'job-ttl-seconds-after-finished',
    reason: 'a Job that removes itself is made anew by every `kubectl apply`, Argo CD and Flux, and runs again',
    values: { ttlSecondsAfterFinished: 86400 },
  },
]
