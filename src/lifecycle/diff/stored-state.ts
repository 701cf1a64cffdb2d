import { compileWith } from '../../compile.js'
import { bare } from '../../equipment.js'
import type { VersionRecord } from '../../generated/lattice-record.js'
import type { Lattice } from '../../lattice/lattice.js'
import { usesOf } from '../neighbourhood.js'
import { type Stored, sourcesOf, standingVersion } from '../stored.js'

/** What is stored of some applications, and of those who need them. */
export interface StoredState {
  readonly lattice: Lattice
  /** The versions of the applications asked for, by name; none of one that is new or was deleted. */
  readonly versions: ReadonlyMap<string, VersionRecord>
}

/** Reads the versions of these applications that stand for them (deployed, else the newest), and every deployed application that needs one of them over any number of steps. */
export async function storedState(names: readonly string[], stored: Stored): Promise<StoredState> {
  const versions = new Map(
    names.flatMap((name): [string, VersionRecord][] => {
      const record = stored.records.get(name)
      const version = record?.leaving === true ? undefined : standingVersion(record)
      return version === undefined ? [] : [[name, version]]
    }),
  )
  const users = usersOf(names, stored)
  const sources = await sourcesOf([...versions.keys(), ...users.keys()], new Map([...users, ...versions]), stored)
  return { lattice: compileWith(bare, sources).lattice, versions }
}

/** Gives the deployed versions of those who need these applications. Where the store knows who mentions whom, the records of others are not read. */
function usersOf(names: readonly string[], stored: Stored): Map<string, VersionRecord> {
  const found = new Map<string, VersionRecord>()
  const seen = new Set(names)
  for (let wanted = new Set(names); wanted.size > 0; ) {
    const fresh = new Set<string>()
    for (const name of stored.mentioning?.([...wanted]) ?? stored.records.keys()) {
      const record = seen.has(name) ? undefined : stored.records.get(name)
      const version = record?.versions.find((own) => own.version === record.deployed)
      if (version === undefined || !usesOf(version.outline).some((application) => wanted.has(application))) continue
      seen.add(name)
      fresh.add(name)
      found.set(name, version)
    }
    wanted = fresh
  }
  return found
}
