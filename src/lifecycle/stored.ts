import type { Source } from '../diagnostic.js'
import type { ApplicationRecord, VersionRecord } from '../generated/lattice-record.js'

/** A lattice as those see it who compile what is stored there: its records, and how to get a text. */
export interface Stored {
  readonly records: ReadonlyMap<string, ApplicationRecord>
  /** Gives the manifest of a version as a source; its path says where it was put from and that it is stored. */
  source(application: string, version: VersionRecord): Promise<Source>
}

/** Gives the version that stands for an application where nothing says which: the deployed one, else the newest; nothing for one that is deleted. */
export function standingVersion({ deployed, leaving, versions }: ApplicationRecord): VersionRecord | undefined {
  return versions.find(({ version }) => version === deployed) ?? (leaving === true ? undefined : versions.at(-1))
}
