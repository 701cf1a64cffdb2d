import type { Report } from '../../diagnostic.js'
import type { Lattice } from '../../lattice/lattice.js'
import type { Manifest } from '../manifest.js'
import { rules } from './index.js'
import type { Explanation, Say } from './rule.js'

/** Runs every rule over each application; a rule sees only manifests that passed the schema check. */
export function checkManifests(manifests: readonly Manifest[], report: Report): void {
  for (const rule of rules) if (rule.scope === 'manifest') for (const manifest of manifests) rule.check(manifest, stamp(rule, report))
}

/** Runs every rule over the lattice. */
export function checkLattice(lattice: Lattice, report: Report): void {
  for (const rule of rules) if (rule.scope === 'lattice') rule.check(lattice, stamp(rule, report))
}

/** The code and severity come from the rule, so that a rule cannot misspell them. */
function stamp({ code, severity }: Explanation, report: Report): Say {
  return (finding) => report({ ...finding, code, severity })
}
