import { compareText } from '../../diagnostic.js'
import type { Lattice } from '../../lattice/lattice.js'
import { type Affected, affectedBy } from './affected-by.js'
import { type ApplicationDiff, diffApplications } from './diff-applications.js'

/** How one lattice becomes another one, and who is affected. */
export interface LatticeDiff {
  /** Applications that differ, sorted by name. */
  readonly applications: readonly ApplicationDiff[]
  /** References of applications that are not among them. */
  readonly affected: readonly Affected[]
}

/**
 * Compares the applications of these names in two lattices; whoever else refers to them is in the lattice before.
 * Says what the manifests mean: layout, comments and the order of keys and of components are no difference.
 */
export function diffLattices(before: Lattice, after: Lattice, names: Iterable<string>): LatticeDiff {
  const applications = [...new Set(names)]
    .sort(compareText)
    .flatMap((name) => diffApplications(before.applications.get(name)?.app, after.applications.get(name)?.app) ?? [])
  return { applications, affected: affectedBy(applications, before, after) }
}
