/** A check that examples do not meet by themselves, and why. README names each. */
export interface IgnoredCheck {
  /** Its name at kube-score or kube-linter. */
  readonly check: string
  /** Why the output does not meet it unless it is asked to. */
  readonly reason: string
  /** An example that does not meet it, and the value of its chart by which it does (`helm --set`). */
  readonly example: string
  readonly value: string
}

/** All that is passed over of the default checks of kube-score and kube-linter. */
export const ignoredChecks: readonly IgnoredCheck[] = [
  {
    check: 'deployment-replicas',
    reason: 'how many run is what the manifest says, and one is its default',
    example: '01-hello',
    value: 'web.replicas=2',
  },
  {
    check: 'deployment-strategy',
    reason:
      'a volume that one node mounts at a time has to be let go before the next pod begins, so that such a Deployment is replaced by `Recreate`',
    example: '10-shared-database/containers',
    value: 'warehouse-database.postgres.updateStrategy.type=RollingUpdate',
  },
  {
    check: 'job-ttl-seconds-after-finished',
    reason: 'a Job that removes itself is made anew by every `kubectl apply`, Argo CD and Flux, and runs again',
    example: '10-shared-database/containers',
    value: 'warehouse-database.accounts.ttlSecondsAfterFinished=86400',
  },
]
