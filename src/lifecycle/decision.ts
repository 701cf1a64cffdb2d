import type { ApplicationRecord } from '../generated/lattice-record.js'

/** How an act treats components that others need (DESIGN §7). */
export type Strategy = 'non_destructive' | 'weakchild' | 'destructive'

/** The strategies, the default first. */
export const strategies: readonly Strategy[] = ['non_destructive', 'weakchild', 'destructive']

/** What is asked of a lattice. Several applications are one act: those that go together do not hold each other. */
export type Request = Consent &
  (
    | { readonly act: 'undeploy'; readonly applications: readonly string[]; readonly strategy: Strategy }
    | { readonly act: 'deploy' | 'rollback'; readonly versions: readonly VersionName[]; readonly strategy: Strategy }
    | {
        readonly act: 'delete'
        /** Without a version the whole application, which is undeployed by the strategy first. */
        readonly versions: readonly { readonly application: string; readonly version?: string }[]
        readonly strategy: Strategy
      }
  )

interface Consent {
  /** `--yes`: goes through although somebody loses what it needs. It changes neither the decision nor its id, only whether `lifecycle/degrades` stands against it. */
  readonly yes?: boolean
}

export interface VersionName {
  readonly application: string
  readonly version: string
}

/**
 * What becomes of a component.
 * `started`: did not run before. `replaced`: runs, and will run as another version says. `kept`: runs as before. `adopted`: was a weak child, and belongs to a deployed version again.
 * `retained`: ran as part of a deployed version, or was a weak child, and will be one. `removed`: ran, and ends. `collected`: was a weak child that nobody needs any more, and ends.
 */
export type Fate = 'started' | 'replaced' | 'kept' | 'adopted' | 'retained' | 'removed' | 'collected'

/** Why a component is needed: an entry of somebody's manifest. */
export interface Reason {
  /** Who needs it: `application/component`, and the version that runs. */
  readonly by: string
  readonly version: string
  /** `uses`: a reference from another application. `link`: a link or a dependency of a needed component of the same application. */
  readonly kind: 'uses' | 'link'
  readonly file: string
  readonly line: number
  readonly column: number
}

export interface ComponentDecision {
  readonly application: string
  readonly component: string
  /** The version that it is from: of what runs afterwards, or of what ran where nothing does. */
  readonly version: string
  /** The version that it ran as before, where that is another one. */
  readonly former?: string
  readonly fate: Fate
  /** Who needs it of those who stay; sorted. Empty where nobody does. */
  readonly neededBy: readonly Reason[]
}

/** A component that stays and loses something that it needs. */
export interface Degraded {
  readonly application: string
  readonly component: string
  /** What it loses, `application/component`. */
  readonly loses: string
  readonly reason: Reason
}

/** An objection against the act: it is not carried out while there is one. */
export interface Objection {
  readonly code: `lifecycle/${string}`
  /** Lower case, no full stop, names in backticks. */
  readonly message: string
  /** The entries of manifests that it is about; sorted. */
  readonly reasons: readonly Reason[]
  /** How to mend it. */
  readonly help?: string
}

/** What an act would do, and why: a pure function of the records and the request. Acting performs exactly this or fails. */
export interface Decision {
  readonly request: Request
  /** Empty where the act may be carried out. `lifecycle/unknown-application`, `…/unknown-version` and `…/several-versions` mean that it was asked wrongly (exit code 2). */
  readonly objections: readonly Objection[]
  /** What is worth knowing and does not stand against the act. */
  readonly warnings: readonly Objection[]
  /** Every component of the applications asked for, and of others what changes; sorted by application, then component. Where the act is refused: as they are and stay. */
  readonly components: readonly ComponentDecision[]
  /** Sorted likewise. */
  readonly degraded: readonly Degraded[]
  /** Who goes on running and needs one of the degraded, over any number of steps; ids, sorted, without the degraded. */
  readonly affected: readonly string[]
  /** The records that are different afterwards, by name; nothing for an application that is gone. Empty where there are objections. */
  readonly records: ReadonlyMap<string, ApplicationRecord | undefined>
  /**
   * Twelve hexadecimal digits of the SHA-256 of all of the above but the records, and of the contents of the versions to deploy: names what was shown,
   * so that acting can be held to it. It is the same with and without `yes`.
   */
  readonly id: string
}
