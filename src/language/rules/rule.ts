import type { Code, Finding, Severity } from '../../diagnostic.js'
import type { Lattice } from '../../lattice/lattice.js'
import type { Manifest } from '../manifest.js'

/** What `mc explain`, the documentation and the tests know about a code. */
export interface Explanation {
  readonly code: Code
  readonly severity: Severity
  /** One sentence: what must hold. */
  readonly summary: string
  /** What goes wrong otherwise, and who says so (document and section). */
  readonly why: string
  /** A manifest (or several, by `---`) that yields exactly this code; the shortest that a reader understands. */
  readonly bad: string
  /** The same, mended: yields nothing. */
  readonly good: string
}

export type Say = (finding: Finding) => void

/** A rule over one application. */
export interface ManifestRule extends Explanation {
  readonly scope: 'manifest'
  check(manifest: Manifest, say: Say): void
}

/** A rule over all applications together. */
export interface LatticeRule extends Explanation {
  readonly scope: 'lattice'
  check(lattice: Lattice, say: Say): void
  /**
   * Gives the names by which the rule compares applications that do not refer to each other; `own` is the lattice of one of them alone.
   * Two applications without a name in common and without a reference are nothing to each other, so that a large lattice is checked in part.
   */
  claims?(own: Lattice): Iterable<string>
}

export type Rule = ManifestRule | LatticeRule
