import { type Diagnostic, isError } from '../../diagnostic.js'
import { Failure } from '../../failure.js'
import { checkAround } from '../../lifecycle/check-around.js'
import { diffJson } from '../../lifecycle/diff/diff-json.js'
import { diffLattices, type LatticeDiff } from '../../lifecycle/diff/diff-lattices.js'
import { type DiffLine, diffLines, diffMarkdown, diffVerdict } from '../../lifecycle/diff/diff-text.js'
import { type StoredState, storedState } from '../../lifecycle/diff/stored-state.js'
import type { Stored } from '../../lifecycle/stored.js'
import { jsonDiagnostics, printJson } from '../../report/json.js'
import type { Paint } from '../../report/paint.js'
import { compileInputs } from '../compile-inputs.js'
import type { Context } from '../context.js'
import { count, countWords, jsonHead, printDiagnostics } from '../print-report.js'
import type { LatticeFlags } from './lattice-options.js'
import { storedLattice } from './stored-lattice.js'
import { withStore } from './with-store.js'

export interface DiffFlags extends Omit<LatticeFlags, 'format'> {
  readonly format: 'text' | 'json' | 'markdown'
  readonly stdinFilename?: string
}

/**
 * Shows what a put or deploy of these files would change, and whom it reaches. Gives the exit code: 0 where they say what is stored, 1 where they do not,
 * 2 where they are wrong and nothing can be compared.
 */
export async function diff(paths: readonly string[], flags: DiffFlags, context: Context): Promise<number> {
  const inputs = await compileInputs(paths, {}, context, flags)
  const { lattice } = inputs.compilation
  const names = [...lattice.applications.keys()]
  return withStore({ ...flags, format: 'text' }, context, async (store) => {
    const snapshot = await store.read()
    const stored = storedLattice(store, snapshot)
    const errors = (await checkAround(inputs, stored)).filter(isError)
    const state = errors.length > 0 ? undefined : await storedState(names, stored)
    if (state !== undefined) mustBeSound(names, state, store.url)
    const found = state === undefined ? nothing : diffLattices(state.lattice, lattice, names)
    const against = (name: string): Against | undefined => againstOf(name, state, stored)
    if (flags.format === 'json') {
      const head = { ...jsonHead, lattice: store.url, revision: snapshot.revision, compared: state !== undefined }
      context.out.write(printJson({ ...head, ...diffJson(found, (name) => against(name) ?? null), diagnostics: jsonDiagnostics(errors) }))
    } else if (state === undefined) refuse(errors, context)
    else print(found, (name) => againstText(against(name)), flags, context)
    return state === undefined ? 2 : found.applications.length > 0 ? 1 : 0
  })
}

const nothing: LatticeDiff = { applications: [], affected: [] }

interface Against {
  readonly version: string
  readonly deployed: boolean
}

function againstOf(name: string, state: StoredState | undefined, { records }: Stored): Against | undefined {
  const version = state?.versions.get(name)?.version
  return version === undefined ? undefined : { version, deployed: records.get(name)?.deployed === version }
}

function againstText(against: Against | undefined): string {
  if (against === undefined) return 'new'
  return `against ${against.version}, ${against.deployed ? 'deployed' : 'not deployed'}`
}

/** What an older mc stored may be wrong for this one; it must not look as if it were not there. */
function mustBeSound(names: readonly string[], { lattice, versions }: StoredState, url: string): void {
  const wrong = names.find((name) => versions.has(name) && !lattice.applications.has(name))
  if (wrong === undefined) return
  const version = versions.get(wrong)?.version ?? ''
  throw new Failure(3, `${wrong}@${version} in ${url} cannot be read as a manifest; \`mc get ${wrong}@${version}\` prints it`)
}

function refuse(errors: readonly Diagnostic[], context: Context): void {
  printDiagnostics('text', errors, context.err, context)
  context.err.line(`${context.err.paint.red('nothing compared')}: ${countWords(count(errors))}`)
}

function print(found: LatticeDiff, against: (name: string) => string, { format }: DiffFlags, { out, err, quiet }: Context): void {
  if (format === 'markdown') out.write(diffMarkdown(found, against))
  else for (const line of diffLines(found, against)) out.line(painted(line, out.paint))
  if (!quiet) err.line(diffVerdict(found))
}

function painted({ text, kind }: DiffLine, paint: Paint): string {
  if (kind === 'plain') return text
  return kind === 'added' ? paint.green(text) : kind === 'removed' ? paint.red(text) : paint.yellow(text)
}
