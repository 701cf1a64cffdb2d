import type { Outline, VersionRecord } from '../generated/lattice-record.js'
import { claimsMet, usesOf } from './neighbourhood.js'
import { type Stored, standingVersion, standingVersions } from './stored.js'

/**
 * Gives the versions that stand for stored applications, without those of which nothing could be said together with the given ones: `neighbourhood` finds the same among them as among all.
 * Where the store knows who mentions what, the others are not even read.
 */
export function withinReach(given: ReadonlyMap<string, Outline>, stored: Stored): Map<string, VersionRecord> {
  const used = [...given.values()].flatMap(usesOf).filter((name) => !given.has(name))
  // for a name that leads nowhere, all are asked whether they are meant
  const isKnown = (name: string): boolean => standingVersion(stored.records.get(name)) !== undefined
  if (stored.mentioning === undefined || !used.every(isKnown)) return standingVersions(stored)
  const found = new Map<string, VersionRecord>()
  const open = [...stored.mentioning([...given.keys(), ...claimsMet(given)]), ...used]
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const version = found.has(name) ? undefined : standingVersion(stored.records.get(name))
    if (version === undefined) continue
    found.set(name, version)
    open.push(...usesOf(version.outline))
  }
  return found
}
