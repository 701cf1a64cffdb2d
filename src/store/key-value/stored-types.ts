import type { ApplicationRecord, LatticeEvent } from '../../generated/lattice-record.js'
import type { Entry } from './key-value.js'

/** What a change does to one application: everything that is needed to carry it out, but for the texts, which are stored before. */
export interface Step {
  readonly name: string
  /** Absent where the application is gone. */
  readonly record?: ApplicationRecord
  /** Where the texts of its versions are, by version: the last word of their keys. */
  readonly texts: Readonly<Record<string, string>>
  /** Absent where history has nothing to say. */
  readonly event?: LatticeEvent
}

/** The head: its compare-and-swap is what makes a change. It holds the change until the next one, so that whoever comes next can carry it out. */
export interface Head {
  readonly entry: Entry
  /** As stored; fields that this program does not know stay. */
  readonly fields: Readonly<Record<string, unknown>>
  /** Of the lattice: how many changes were made. */
  readonly revision: number
  /** Of the change that made this revision. */
  readonly id: string
  /** Ids of the changes before, the latest last: a writer whose answer was lost finds here whether its change was made. */
  readonly former: readonly string[]
  /** How many applications there are; a missing entry is seen by it. */
  readonly applications: number
  /** What the change did. */
  readonly steps: readonly Step[]
  /** How many pieces the change lies in, where it does not lie in the head. */
  readonly pieces: number
}

/** What is stored of an application. */
export interface StoredApplication {
  readonly entry: Entry
  readonly fields: Readonly<Record<string, unknown>>
  readonly name: string
  /** The revision of the lattice whose change was the last to be carried out here. */
  readonly revision: number
  /** The page of its history that is being written. */
  readonly page: number
  readonly record?: ApplicationRecord
  readonly texts: Readonly<Record<string, string>>
}
