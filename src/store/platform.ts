import type { Artifact } from '../../targets/target.js'
import type { ApplicationRecord } from '../generated/lattice-record.js'

/**
 * What runs a lattice, behind a store that is a platform as well (Kubernetes).
 * The records are what is wanted; `carryOut` makes what runs equal to it, and may be repeated after it was cut off.
 */
export interface Platform {
  /** The target whose output it runs. */
  readonly target: string
  /**
   * Compares what is wanted with what runs, changes nothing, and gives what there is to do. Throws a `PlatformRefusal` where what is wanted meets an objection
   * (somebody else manages a field that is to be set, a field cannot be changed), and a `Failure` where the platform cannot be asked or has no room.
   */
  prepare(wanted: Wanted): Promise<Work>
  /** Carries prepared work out; `tell` hears of each object before the request. Can be repeated after it ended half-way. */
  carryOut(work: Work, tell: (line: string) => void): Promise<void>
  /** Gives how each component that is to run does, from the platform itself. */
  status(wanted: Pick<Wanted, 'records'>): Promise<readonly ComponentState[]>
}

/** What is to run. */
export interface Wanted {
  /** Of all applications, after the change. */
  readonly records: ReadonlyMap<string, ApplicationRecord>
  /** What the target makes of all that lives (`src/lifecycle/live-sources.ts`). */
  readonly artifacts: readonly Artifact[]
  /** The applications that the act is on: what somebody else has changed of their objects is set right; that of others is left as it is until they are deployed. */
  readonly applications: readonly string[]
  /** Take over fields that somebody else manages. */
  readonly force: boolean
}

/** Prepared work; only the platform that prepared it looks inside. */
export interface Work {
  /** One line for each thing that will be done, in order: `create deployment/orders-api`. */
  readonly lines: readonly string[]
  /** Nothing is to be done; lines then say only what is kept. */
  readonly isEmpty: boolean
}

/** The platform does not take what is wanted as it is: nothing was changed, and a person has to decide. Exit code 1. */
export class PlatformRefusal extends Error {
  readonly objections: readonly PlatformObjection[]

  constructor(objections: readonly PlatformObjection[]) {
    super(objections.map(({ message }) => message).join('\n'))
    this.name = 'PlatformRefusal'
    this.objections = objections
  }
}

export interface PlatformObjection {
  readonly code: `lifecycle/${string}`
  /** Lower case, no full stop. */
  readonly message: string
  /** The ways out, one a line. */
  readonly help: readonly string[]
}

/** How a component does on its platform. */
export interface ComponentState {
  /** `application/component`. */
  readonly id: string
  readonly state: 'ready' | 'progressing' | 'failed' | 'missing' | 'unknown'
  /** In the platform's own words. */
  readonly message?: string
}
