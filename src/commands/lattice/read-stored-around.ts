import { compileWith } from '../../compile.js'
import type { Diagnostic, Source } from '../../diagnostic.js'
import { bare } from '../../equipment.js'
import { sourcesAround, withoutOthers } from '../../lifecycle/check-around.js'
import { sourcesOf, standingVersions } from '../../lifecycle/stored.js'
import type { Context } from '../context.js'
import { storedLattice } from './stored-lattice.js'
import { withStore } from './with-store.js'

/** Which stored applications a command looks at: those that could matter for what is said of the files (`near`), or all. */
export type Scope = 'near' | 'all'

/** Stored applications that are compiled along with files. */
export interface StoredAround {
  readonly sources: readonly Source[]
  /** Leaves out what the user did not ask about. */
  shown(diagnostics: readonly Diagnostic[]): readonly Diagnostic[]
  /** Tells whether a document of this source is none that the user asked about. */
  hides(source: Source): boolean
}

/** Seconds; whoever validates or renders waits no longer for a lattice than those who change it. */
const timeout = 30

/**
 * Reads the applications of a lattice that are to be compiled along with these files, which take the place of stored ones of the same name.
 * Of all, errors are shown and warnings are not: they were shown to those who put them. Where no file is named and none is there, it is the lattice that is asked about.
 */
export function readStoredAround(
  url: string,
  scope: Scope,
  { sources: files, areNamed }: { readonly sources: readonly Source[]; readonly areNamed: boolean },
  context: Context,
): Promise<StoredAround> {
  return withStore({ lattice: url, timeout, format: 'text' }, context, async (store) => {
    const stored = storedLattice(store, await store.read())
    const versions = standingVersions(stored)
    const { lattice } = compileWith(bare, files)
    if (lattice.applications.size + lattice.broken.size === 0) {
      const names = areNamed ? [] : [...versions.keys()]
      return { sources: await sourcesOf(names, versions, stored), shown: (diagnostics) => diagnostics, hides: () => false }
    }
    if (scope === 'near') {
      const sources = await sourcesAround(lattice, stored)
      const others = new Set(sources)
      return { sources, shown: (diagnostics) => withoutOthers(diagnostics, others), hides: (source) => others.has(source) }
    }
    const names = [...versions.keys()].filter((name) => !lattice.applications.has(name) && !lattice.broken.has(name))
    const sources = await sourcesOf(names, versions, stored)
    const others = new Set(sources)
    return {
      sources,
      shown: (diagnostics) =>
        diagnostics.filter(({ span, severity }) => span === undefined || severity === 'error' || !others.has(span.source)),
      hides: () => false,
    }
  })
}
