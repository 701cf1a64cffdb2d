/** A default check of kube-score that the examples do not meet by themselves, and why. README shows the list. */
export interface IgnoredCheck {
  readonly check: string
  /** Why the output does not meet it unless it is asked to. */
  readonly reason: string
  /** The values of a component that meet it. */
  readonly values: string
}

/** What is passed over of kube-score's default checks; of kube-linter's nothing is. */
export const ignoredChecks: readonly IgnoredCheck[] = []
