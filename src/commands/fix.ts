import { dirname, join, resolve } from 'node:path'
import { compileWith } from '../compile.js'
import type { Diagnostic, Source } from '../diagnostic.js'
import { bare } from '../equipment.js'
import { systemFailure } from '../failure.js'
import type { Host } from '../host.js'
import { applyEdits, overlaps } from '../language/apply-edits.js'
import { onelineReport } from '../report/text.js'
import type { Inputs } from './compile-inputs.js'
import type { Context } from './context.js'
import { plural } from './print-report.js'

/** Corrects the files behind the sources and says what changed; gives the number of corrections. Throws a `Failure` where a file cannot be written. */
export function fixInputs({ sources, around, compilation }: Inputs, context: Context): number {
  const own = new Set(sources.map(({ path }) => path))
  // what is stored is looked at and never corrected
  const inFiles = (found: readonly Diagnostic[]): readonly Diagnostic[] =>
    found.map(({ edits = [], ...diagnostic }) =>
      edits.every(({ span }) => own.has(span.source.path)) ? { ...diagnostic, edits } : diagnostic,
    )
  const check = (candidate: readonly Source[]): readonly Diagnostic[] => inFiles(compileWith(bare, [...candidate, ...around]).diagnostics)
  const { sources: after, fixed } = fix(sources, check, inFiles(compilation.diagnostics))
  const changed = after.filter(({ text }, index) => text !== sources[index]?.text)
  for (const { path, text } of changed) replaceFile(resolve(context.cwd, path), path, text, context.host)
  if (fixed.length > 0 && !context.quiet) {
    context.err.write(
      onelineReport(fixed, context.err.paint)
        .replace(/^/gm, 'fixed ')
        .replace(/fixed $/, ''),
    )
    context.err.line(`${plural(fixed.length, 'correction')} in ${plural(changed.length, 'file')}`)
  }
  return fixed.length
}

export interface Fixed {
  /** In the order given. */
  readonly sources: readonly Source[]
  /** The diagnostics that are gone, with the places where they stood. */
  readonly fixed: readonly Diagnostic[]
}

/**
 * Applies the edits of diagnostics (those that `check` gives for the sources) as far as they help: after an edit its diagnostic must be gone, and no new one may be there, in any source.
 * Many edits are tried at once, and in ever smaller parts where that fails, so that one bad edit does not stop the others.
 */
export function fix(
  sources: readonly Source[],
  check: (sources: readonly Source[]) => readonly Diagnostic[],
  diagnostics = check(sources),
): Fixed {
  let current = sources
  let found = diagnostics
  const fixed: Diagnostic[] = []
  const refused = new Set<string>()
  let size = Number.POSITIVE_INFINITY
  for (;;) {
    const chosen = choose(found.filter((diagnostic) => !refused.has(placedKey(diagnostic)))).slice(0, size)
    const [first] = chosen
    if (first === undefined) return { sources: current, fixed }
    const next = current.map((source) => {
      const edits = chosen.flatMap(({ edits = [] }) => edits).filter(({ span }) => span.source.path === source.path)
      return edits.length === 0 ? source : { ...source, text: applyEdits(source.text, edits) }
    })
    const left = check(next)
    if (isBetter(found, left, chosen)) {
      fixed.push(...chosen)
      current = next
      found = left
      size *= 2
    } else if (chosen.length === 1) {
      refused.add(placedKey(first))
      size = Number.POSITIVE_INFINITY
    } else size = Math.floor(chosen.length / 2)
  }
}

/** Chooses diagnostics with edits that do not touch each other's; the others have their turn in a later round. */
function choose(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const taken = new Map<string, { span: Diagnostic['span'] & object; text: string }[]>()
  return diagnostics.filter(({ edits = [] }) => {
    if (edits.length === 0) return false
    const isFree = edits.every((edit) => !(taken.get(edit.span.source.path) ?? []).some((other) => overlaps(edit, other)))
    if (isFree) for (const edit of edits) taken.set(edit.span.source.path, [...(taken.get(edit.span.source.path) ?? []), edit])
    return isFree
  })
}

/** No diagnostic more than before, and one less for each that was to go; positions may move. */
function isBetter(before: readonly Diagnostic[], after: readonly Diagnostic[], gone: readonly Diagnostic[]): boolean {
  const allowed = tally(before)
  for (const diagnostic of gone) allowed.set(key(diagnostic), (allowed.get(key(diagnostic)) ?? 0) - 1)
  return [...tally(after)].every(([name, count]) => count <= (allowed.get(name) ?? 0))
}

function tally(diagnostics: readonly Diagnostic[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const diagnostic of diagnostics) counts.set(key(diagnostic), (counts.get(key(diagnostic)) ?? 0) + 1)
  return counts
}

function key({ code, message, span }: Diagnostic): string {
  return `${code}\0${span?.source.path ?? ''}\0${message}`
}

/** Other edits move a place, but not the text of its line. */
function placedKey(diagnostic: Diagnostic): string {
  const { span } = diagnostic
  if (span === undefined) return key(diagnostic)
  const { text } = span.source
  const end = text.indexOf('\n', span.start)
  return `${key(diagnostic)}\0${text.slice(text.lastIndexOf('\n', span.start - 1) + 1, end < 0 ? text.length : end)}`
}

/** Puts a whole new file in the place of the old one, or leaves the old; a link stays a link, and permissions stay. */
function replaceFile(path: string, shown: string, text: string, host: Host): void {
  let stage: string | undefined
  try {
    const real = host.realPath(path)
    stage = host.makeTemporaryFolder(dirname(real), '.mc-')
    const fresh = join(stage, 'fixed')
    host.create(fresh, text, false)
    host.chmod(fresh, host.stat(real)?.mode ?? 0o644)
    host.rename(fresh, real)
  } catch (error) {
    throw systemFailure(`cannot write ${shown}`, error)
  } finally {
    if (stage !== undefined) host.removeTree(stage)
  }
}
