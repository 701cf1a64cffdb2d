import { compareText } from '../diagnostic.js'
import type { Manifest } from '../language/manifest.js'
import { rules } from '../language/rules/index.js'
import { buildLattice } from '../lattice/build-lattice.js'

/**
 * Gives the names of an application that are unique or compared over the whole lattice, each with the rule that compares it before a colon, sorted:
 * two applications without a claim in common and without a reference between them cannot disturb each other, so they need not be checked together.
 */
export function claimsOf(manifest: Manifest): string[] {
  const own = buildLattice([manifest], new Set())
  const claims = rules.flatMap((rule) =>
    rule.scope === 'lattice' ? [...(rule.claims?.(own) ?? [])].map((name) => `${rule.code.slice(rule.code.indexOf('/') + 1)}:${name}`) : [],
  )
  return [...new Set(claims)].sort(compareText)
}
