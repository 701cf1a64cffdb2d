import { compileWith } from '../../compile.js'
import { bare } from '../../equipment.js'
import type { VersionRecord } from '../../generated/lattice-record.js'
import type { Lattice } from '../../lattice/lattice.js'
import { type Stored, sourcesOf, standingVersions } from '../stored.js'

/** What is stored of some applications, and of those who need them. */
export interface StoredState {
  readonly lattice: Lattice
  /** The versions of the applications asked for, by name; none of one that is new or was deleted. */
  readonly versions: ReadonlyMap<string, VersionRecord>
}

/** Reads the versions of these applications that stand for them (deployed, else the newest), and every deployed application that needs one of them over any number of steps. */
export async function storedState(names: readonly string[], stored: Stored): Promise<StoredState> {
  const standing = standingVersions(stored)
  const versions = new Map(
    names.flatMap((name): [string, VersionRecord][] => {
      const version = stored.records.get(name)?.leaving === true ? undefined : standing.get(name)
      return version === undefined ? [] : [[name, version]]
    }),
  )
  const users = usersOf(names, stored)
  const sources = await sourcesOf([...versions.keys(), ...users], new Map([...standing, ...versions]), stored)
  return { lattice: compileWith(bare, sources).lattice, versions }
}

function usersOf(names: readonly string[], stored: Stored): string[] {
  const direct = new Map<string, string[]>()
  for (const [user, { deployed, versions }] of stored.records) {
    const version = versions.find((own) => own.version === deployed)
    for (const { uses } of version?.outline.components ?? []) {
      if (uses === undefined) continue
      const known = direct.get(uses.application)
      if (known === undefined) direct.set(uses.application, [user])
      else known.push(user)
    }
  }
  const found = new Set(names)
  // whoever is found is visited as well
  for (const name of found) for (const user of direct.get(name) ?? []) found.add(user)
  return [...found].filter((name) => !names.includes(name))
}
