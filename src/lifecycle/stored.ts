import type { Source } from '../diagnostic.js'
import type { ApplicationRecord, VersionRecord } from '../generated/lattice-record.js'

/** A lattice as those see it who compile what is stored there: its records, and how to get a text. */
export interface Stored {
  readonly records: ReadonlyMap<string, ApplicationRecord>
  /** Gives the applications whose records hold one of these strings, and perhaps more of them, without reading all records; absent where that is not to be had. */
  readonly mentioning?: ((strings: readonly string[]) => Iterable<string>) | undefined
  /** Gives the manifest of a version as a source; its path says where it was put from and that it is stored. */
  source(application: string, version: VersionRecord): Promise<Source>
}

/** Gives the versions that stand for the applications where nothing says which, by name: the deployed one, else the newest. */
export function standingVersions({ records }: Pick<Stored, 'records'>): Map<string, VersionRecord> {
  return new Map(
    [...records].flatMap(([name, record]): [string, VersionRecord][] => {
      const version = standingVersion(record)
      return version === undefined ? [] : [[name, version]]
    }),
  )
}

/** Gives the version that stands for an application; none for one that is not stored or has no version. */
export function standingVersion(record: ApplicationRecord | undefined): VersionRecord | undefined {
  return record?.versions.find((own) => own.version === record.deployed) ?? record?.versions.at(-1)
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
