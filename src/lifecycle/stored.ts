import type { Source } from '../diagnostic.js'
import type { ApplicationRecord, VersionRecord } from '../generated/lattice-record.js'

/** A lattice as those see it who compile what is stored there: its records, and how to get a text. */
export interface Stored {
  readonly records: ReadonlyMap<string, ApplicationRecord>
  /** Gives the manifest of a version as a source; its path says where it was put from and that it is stored. */
  source(application: string, version: VersionRecord): Promise<Source>
}

/** Gives the versions that stand for the applications where nothing says which, by name: the deployed one, else the newest. */
export function standingVersions({ records }: Pick<Stored, 'records'>): Map<string, VersionRecord> {
  return new Map(
    [...records].flatMap(([name, { deployed, versions }]): [string, VersionRecord][] => {
      const version = versions.find((own) => own.version === deployed) ?? versions.at(-1)
      return version === undefined ? [] : [[name, version]]
    }),
  )
}

/** A store on a server answers several questions at once, but not hundreds. */
const atOnce = 16

/** Reads the versions of the applications named, in this order. */
export async function sourcesOf(names: readonly string[], versions: ReadonlyMap<string, VersionRecord>, stored: Stored): Promise<Source[]> {
  const found: Source[] = []
  for (let start = 0; start < names.length; start += atOnce) {
    const part = names.slice(start, start + atOnce).flatMap((name) => {
      const version = versions.get(name)
      return version === undefined ? [] : [stored.source(name, version)]
    })
    found.push(...(await Promise.all(part)))
  }
  return found
}
