import type { Diagnostic, Finding, Source } from '../../src/diagnostic.js'
import { parse } from '../../src/language/parse.js'
import { latticeRules } from '../../src/language/rules/lattice/index.js'
import { checkSchema } from '../../src/language/schema-check.js'
import { selectApplications } from '../../src/language/select-applications.js'
import { buildLattice } from '../../src/lattice/build-lattice.js'
import type { Lattice } from '../../src/lattice/lattice.js'

/** Builds the lattice of sources that are expected to be sound by themselves, or to be no YAML at all. */
export function latticeOf(files: Readonly<Record<string, string>>): Lattice {
  const sources = Object.entries(files).map(([path, text]): Source => ({ path, text }))
  const report = ({ severity, code, message }: Diagnostic): void => {
    if (severity === 'error' && !code.startsWith('yaml/')) throw new Error(`${code}: ${message}`)
  }
  const parsed = sources.map((source) => parse(source, report))
  const chosen = selectApplications(parsed, report)
  const manifests = chosen.documents.flatMap((document) => checkSchema(document, report) ?? [])
  return buildLattice(manifests, chosen.brokenNames(manifests))
}

/** What the rules over the lattice say, as `code path:"text under the carets" message`. */
export function complaints(lattice: Lattice): string[] {
  const found: string[] = []
  for (const rule of latticeRules) {
    rule.check(lattice, ({ message, span }: Finding) => {
      found.push(`${rule.code} ${span?.source.path}:${span?.source.text.slice(span.start, span.end)} ${message}`)
    })
  }
  return found.sort()
}
