import type { Compilation } from '../compilation.js'
import { compileWith } from '../compile.js'
import { type Diagnostic, type Source, type Span, sortDiagnostics } from '../diagnostic.js'
import { bare } from '../equipment.js'
import type { VersionRecord } from '../generated/lattice-record.js'
import { neighbourhood } from './neighbourhood.js'
import { outlineOf } from './outline-of.js'
import { type Stored, standingVersion } from './stored.js'

/** Manifests that were read and compiled by themselves. */
export interface Given {
  readonly sources: readonly Source[]
  readonly compilation: Compilation
  /** Of reading and of compiling. */
  readonly diagnostics: readonly Diagnostic[]
}

/** `validate`: what is wrong, as if the stored applications were files as well. `put`: what others need and what is needed of others counts at `deploy` only. */
export type Occasion = 'validate' | 'put'

/**
 * Gives what there is to say of manifests with the lattice around them, in place of what was said of them alone; they take the place of stored applications of the same name.
 * Reads only the stored applications that could matter.
 */
export async function checkAround(given: Given, stored: Stored, occasion: Occasion): Promise<readonly Diagnostic[]> {
  const { sources, compilation } = given
  const { applications, broken } = compilation.lattice
  const outlines = new Map([...applications].map(([name, manifest]) => [name, outlineOf(manifest)]))
  const others = new Map([...standing(stored)].filter(([name]) => !applications.has(name) && !broken.has(name)))
  const near = await sourcesOf(neighbourhood(outlines, outlinesIn(others)), others, stored)
  const { diagnostics } = near.length === 0 ? compilation : compileWith(bare, [...sources, ...near])
  const ofReading = given.diagnostics.filter((diagnostic) => !compilation.diagnostics.includes(diagnostic))
  const own = new Set(sources)
  const shown = naming(diagnostics, own)
  return sortDiagnostics([...ofReading, ...(occasion === 'put' ? shown.map((diagnostic) => atPut(diagnostic, own)) : shown)])
}

/**
 * Gives the errors that keep stored versions from being deployed together with what is deployed.
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
  const others = new Map([...standing(stored)].filter(([name]) => !chosen.has(name) && stored.records.get(name)?.deployed !== undefined))
  const sources = await sourcesOf([...chosen.keys()], chosen, stored)
  const near = await sourcesOf(neighbourhood(outlinesIn(chosen), outlinesIn(others)), others, stored)
  const { diagnostics } = compileWith(bare, [...sources, ...near])
  return naming(diagnostics, new Set(sources)).filter(({ code, severity }) => severity === 'error' && !decided.has(code))
}

/** What `decide` says of references. */
const decided: ReadonlySet<string> = new Set([
  'lattice/unknown-application',
  'lattice/unknown-component',
  'lattice/not-shared',
  'lattice/wrong-kind',
])

function standing({ records }: Stored): Map<string, VersionRecord> {
  return new Map(
    [...records].flatMap(([name, record]): [string, VersionRecord][] => {
      const version = standingVersion(record)
      return version === undefined ? [] : [[name, version]]
    }),
  )
}

function outlinesIn(versions: ReadonlyMap<string, VersionRecord>): Map<string, VersionRecord['outline']> {
  return new Map([...versions].map(([name, { outline }]) => [name, outline]))
}

/** A store on a server answers several questions at once, but not hundreds. */
const atOnce = 16

async function sourcesOf(names: readonly string[], versions: ReadonlyMap<string, VersionRecord>, stored: Stored): Promise<Source[]> {
  const found: Source[] = []
  for (let start = 0; start < names.length; start += atOnce) {
    const part = names.slice(start, start + atOnce).flatMap((name) => {
      const version = versions.get(name)
      return version === undefined ? [] : [stored.source(name, version)]
    })
    found.push(...(await Promise.all(part)))
  }
  return found
}

/** Gives what is said of these sources: all of it where it stands there, and errors elsewhere that name a place there. */
function naming(diagnostics: readonly Diagnostic[], own: ReadonlySet<Source>): Diagnostic[] {
  return diagnostics.filter(
    ({ span, severity, related = [] }) =>
      span === undefined || own.has(span.source) || (severity === 'error' && related.some((other) => own.has(other.span.source))),
  )
}

/** What somebody refers to may come later, and who would lose something is protected by `deploy`: neither keeps a version from being stored. */
function atPut(diagnostic: Diagnostic, own: ReadonlySet<Source>): Diagnostic {
  const isOwn = (span: Span | undefined): boolean => span === undefined || own.has(span.source)
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
