import type { Compilation } from '../compilation.js'
import { compileWith } from '../compile.js'
import { type Diagnostic, type Source, type Span, sortDiagnostics } from '../diagnostic.js'
import { bare } from '../equipment.js'
import type { Outline, VersionRecord } from '../generated/lattice-record.js'
import type { Lattice } from '../lattice/lattice.js'
import { liveOutline } from './live-outline.js'
import { liveSourcesOf } from './live-sources.js'
import { neighbourhood } from './neighbourhood.js'
import { outlineOf } from './outline-of.js'
import { type Stored, sourcesOf, standingVersions } from './stored.js'
import { withinReach } from './within-reach.js'

/** Manifests that were read and compiled by themselves. */
export interface Given {
  readonly sources: readonly Source[]
  readonly compilation: Compilation
  /** Of reading and of compiling. */
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Gives what there is to say of manifests that are put, with the lattice around them, in place of what was said of them alone.
 * They take the place of stored applications of the same name; what others need and what is needed of others counts at `deploy` only.
 */
export async function checkAround(given: Given, stored: Stored): Promise<readonly Diagnostic[]> {
  const { sources, compilation } = given
  const near = await sourcesAround(compilation.lattice, stored)
  const { diagnostics } = near.length === 0 ? compilation : compileWith(bare, [...sources, ...near])
  const ofReading = given.diagnostics.filter((diagnostic) => !compilation.diagnostics.includes(diagnostic))
  const others = new Set(near)
  return sortDiagnostics([...ofReading, ...withoutOthers(diagnostics, others).map((diagnostic) => atPut(diagnostic, others))])
}

/** Gives the stored applications that could matter for what is said of those of a lattice; these take the place of stored ones of the same name, also where they are broken. */
export async function sourcesAround({ applications, broken }: Pick<Lattice, 'applications' | 'broken'>, stored: Stored): Promise<Source[]> {
  const outlines = new Map([...applications].map(([name, manifest]) => [name, outlineOf(manifest)]))
  const all = broken.size > 0 ? standingVersions(stored) : withinReach(outlines, stored)
  const others = new Map([...all].filter(([name]) => !applications.has(name) && !broken.has(name)))
  return sourcesOf(neighbourhood(outlines, outlinesIn(others)), others, stored)
}

/**
 * Gives the errors that keep stored versions from being deployed together with what lives: deployed versions and weak children.
 * References that lead nowhere are not among them: `decide` knows better what lives, and what may go.
 */
export async function checkDeploy(
  versions: readonly { readonly application: string; readonly version: string }[],
  stored: Stored,
): Promise<readonly Diagnostic[]> {
  const chosen = new Map(
    versions.flatMap(({ application, version }): [string, VersionRecord][] => {
      const found = stored.records.get(application)?.versions.find((own) => own.version === version)
      return found === undefined ? [] : [[application, found]]
    }),
  )
  const others = new Map(
    [...withinReach(outlinesIn(chosen), stored).keys()].flatMap((name): [string, Outline][] => {
      const record = chosen.has(name) ? undefined : stored.records.get(name)
      const outline = record && liveOutline(record)
      return outline === undefined ? [] : [[name, outline]]
    }),
  )
  const sources = await sourcesOf([...chosen.keys()], chosen, stored)
  const near = await liveSourcesOf(neighbourhood(outlinesIn(chosen), others), stored)
  const { diagnostics } = compileWith(bare, [...sources, ...near])
  return withoutOthers(diagnostics, new Set(near)).filter(({ code, severity }) => severity === 'error' && !decided.has(code))
}

/** What `decide` says of references. */
const decided: ReadonlySet<string> = new Set([
  'lattice/unknown-application',
  'lattice/unknown-component',
  'lattice/not-shared',
  'lattice/wrong-kind',
])

function outlinesIn(versions: ReadonlyMap<string, VersionRecord>): Map<string, VersionRecord['outline']> {
  return new Map([...versions].map(([name, { outline }]) => [name, outline]))
}

/** Leaves out what is the matter with other applications alone; an error there that names a place of ours is ours as well. */
export function withoutOthers(diagnostics: readonly Diagnostic[], others: ReadonlySet<Source>): Diagnostic[] {
  return diagnostics.filter(
    ({ span, severity, related = [] }) =>
      span === undefined || !others.has(span.source) || (severity === 'error' && related.some((other) => !others.has(other.span.source))),
  )
}

/** What somebody refers to may come later, and who would lose something is protected by `deploy`: neither keeps a version from being stored. */
function atPut(diagnostic: Diagnostic, others: ReadonlySet<Source>): Diagnostic {
  const isOwn = (span: Span | undefined): boolean => span === undefined || !others.has(span.source)
  const { code, span, related = [] } = diagnostic
  if (!isOwn(span)) return isOfDependents(code) ? { ...diagnostic, severity: 'warning', ...later } : diagnostic
  const isAmongGiven = related.some((other) => isOwn(other.span))
  return decided.has(code) && !isAmongGiven
    ? { ...diagnostic, severity: 'warning', ...(diagnostic.label === undefined && later) }
    : diagnostic
}

const later = { help: '`mc deploy` does not go ahead before this is mended' }

/** What is wrong with somebody because of somebody else; circles and collisions are wrong with both. */
function isOfDependents(code: string): boolean {
  return decided.has(code) || code.startsWith('link/') || code.startsWith('lattice/reference-')
}
