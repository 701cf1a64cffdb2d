import type { ApplicationRecord, LatticeEvent } from '../generated/lattice-record.js'
import type { Manifest } from '../language/manifest.js'
import type { ComponentState, Platform } from './platform.js'

/**
 * A lattice that is kept somewhere: what is put, which version is deployed, what is retained (DESIGN §7).
 * Every change is compare-and-swap on the snapshot that it was made from, and is there whole or not at all.
 * Functions throw a `Failure` with exit code 3 where the store cannot be reached, refuses, is damaged or was written by a newer mc.
 */
export interface Store {
  /** As reports show it; never with a password. */
  readonly url: string
  /** Whether who, when and why are kept; a lattice that wadm keeps has no such memory. */
  readonly hasHistory: boolean
  /** Reads the records of all applications at one moment. */
  read(): Promise<Snapshot>
  /** Gives the text of a version's manifest as it was put; the version is one of a snapshot's. */
  text(application: string, version: string): Promise<string>
  /** Gives what was done to an application, oldest first; also of one that is deleted. Empty where nothing is known of it. */
  history(application: string): Promise<readonly LatticeEvent[]>
  /** Makes the change, and gives the new revision. Throws `LatticeChanged` where the lattice is no longer that of the snapshot; then nothing was changed. */
  commit(snapshot: Snapshot, change: Change): Promise<string>
  /** What runs the lattice, where the store is a platform as well; absent where somebody else runs it. */
  readonly platform?: Platform
  /**
   * Gives the `content` of a version's record (lower-case hexadecimal) by what the store makes of a manifest, where it does not keep it as it is written;
   * absent where it does. Throws a `Failure` that says why, where it cannot keep this one.
   */
  readonly contentOf?: (manifest: Manifest) => string
  /** Gives how each component that is to run does, from whoever runs the lattice where that is not `platform`; absent where nobody can be asked. */
  readonly states?: () => Promise<readonly ComponentState[]>
  close(): Promise<void>
}

/** The lattice at one moment. */
export interface Snapshot {
  /** Names this moment; opaque but for equality. */
  readonly revision: string
  /** By name, sorted. */
  readonly records: ReadonlyMap<string, ApplicationRecord>
  /** Gives the names of the records that hold one of these strings as a value, and perhaps more; absent where that takes no less than to read all records. */
  readonly mentioning?: ((strings: readonly string[]) => Iterable<string>) | undefined
}

/** What is to be different, by the names of applications: all of it, or nothing. */
export type Change = ReadonlyMap<string, ApplicationChange>

export interface ApplicationChange {
  /** The record as it is to be; nothing where the application is to be gone. Fields that this program does not know are those of the snapshot. */
  readonly record: ApplicationRecord | undefined
  /** The texts of versions that the snapshot does not have, by version. */
  readonly texts?: ReadonlyMap<string, string>
  /** What history is to say; the store adds the revision. Absent where history has nothing to say: an act that is carried out to its end is no new one. */
  readonly event?: LatticeEvent
}

/** The lattice is no longer what a change was made from: read again, decide again. */
export class LatticeChanged extends Error {
  constructor() {
    super('the lattice has changed meanwhile')
    this.name = 'LatticeChanged'
  }
}
