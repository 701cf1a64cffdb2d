import type { Compilation, CompileOptions } from '../compilation.js'
import { compileWith } from '../compile.js'
import { type Diagnostic, isError, type Source, sortDiagnostics } from '../diagnostic.js'
import { equip } from '../equip.js'
import { Failure } from '../failure.js'
import { listWords, nearest } from '../language/suggest.js'
import type { Verdict } from '../language/verdict.js'
import type { Lattice } from '../lattice/lattice.js'
import { type ReadFrom, type Reading, read } from '../read.js'
import type { Context } from './context.js'
import type { Scope, StoredAround } from './lattice/read-stored-around.js'

/** What the paths of a command line hold, compiled. */
export interface Inputs {
  /** What was read from files. */
  readonly sources: readonly Source[]
  /** Stored applications that were compiled along, where a lattice is named. */
  readonly around: readonly Source[]
  /** Tells whether the user asked about what is in a source; about stored applications only where there is nothing else. */
  isAskedFor(source: Source): boolean
  readonly compilation: Compilation
  /** Of reading and of compiling, sorted. */
  readonly diagnostics: readonly Diagnostic[]
  readonly documents: readonly Verdict[]
  /** Files found. */
  readonly files: number
}

/** What a command is given beside paths. */
export interface InputFlags {
  readonly stdinFilename?: string
  readonly lattice?: string
}

/**
 * Reads and compiles what a command was given; where a lattice is named, together with what is stored there: all of it, or what is near (`scope`).
 * Throws a `Failure` where nothing can be read, where no application is found, and where `app` is none of those that are.
 */
export async function compileInputs(
  paths: readonly string[],
  options: CompileOptions,
  context: Context,
  { stdinFilename, lattice: named }: InputFlags = {},
  scope?: Scope,
): Promise<Inputs> {
  const started = context.host.now().getTime()
  const url = scope === undefined || options.compat !== undefined ? undefined : (named ?? (context.env['MC_LATTICE'] || undefined))
  const reading = await readPaths(paths, url !== undefined, {
    host: context.host,
    cwd: context.cwd,
    stdin: context.stdin,
    ...(stdinFilename !== undefined && { stdinName: stdinFilename }),
    isFly: options.compat === 'fly',
  })
  const whenRead = context.host.now().getTime()
  const around =
    url === undefined || scope === undefined ? undefined : await readAround(url, scope, reading.sources, paths.length > 0, context)
  const compilation = compileWith(await equip(options), [...reading.sources, ...(around?.sources ?? [])], options)
  const diagnostics = sortDiagnostics([...reading.diagnostics, ...(around?.shown(compilation.diagnostics) ?? compilation.diagnostics)])
  if (context.debug)
    context.err.line(`read ${reading.files} files in ${whenRead - started} ms, compiled in ${context.host.now().getTime() - whenRead} ms`)

  const { skipped, documents, lattice } = compilation
  if (documents.length === 0 && !diagnostics.some(isError)) {
    const others =
      skipped === 0 ? 'there is no document in it' : `${skipped} ${skipped === 1 ? 'document' : 'documents'} of other kinds passed over`
    throw new Failure(
      2,
      `no application found in ${paths.length === 0 ? '.' : paths.join(', ')}${url === undefined ? '' : ` and in ${url}`} (${others}); an application begins with \`kind: Application\`, and \`mc init\` writes a first one`,
    )
  }
  checkApp(options.app, lattice)
  const unread = reading.diagnostics.flatMap(({ code, severity, span }): readonly Verdict[] =>
    span !== undefined && severity === 'error' && code.startsWith('input/') ? [{ span, verdict: 'parse_error' }] : [],
  )
  const isAskedFor = (source: Source): boolean => around?.hides(source) !== true
  const own = documents.filter(({ span }) => isAskedFor(span.source))
  return {
    sources: reading.sources,
    around: around?.sources ?? [],
    isAskedFor,
    compilation,
    diagnostics,
    documents: [...own, ...unread],
    files: reading.files,
  }
}

/** A folder without manifests is no mistake where the lattice has some. */
async function readPaths(paths: readonly string[], hasLattice: boolean, from: ReadFrom): Promise<Reading> {
  try {
    return await read(paths, from)
  } catch (error) {
    if (hasLattice && paths.length === 0 && error instanceof Failure && error.exitCode === 2)
      return { sources: [], diagnostics: [], files: 0 }
    throw error
  }
}

/** Stores are loaded only where a lattice is named. */
async function readAround(
  url: string,
  scope: Scope,
  sources: readonly Source[],
  areNamed: boolean,
  context: Context,
): Promise<StoredAround> {
  const { readStoredAround } = await import('./lattice/read-stored-around.js')
  return readStoredAround(url, scope, { sources, areNamed }, context)
}

/** Throws a `Failure` where the lattice has no application of the name that `--app` gives. */
export function checkApp(name: string | undefined, { applications, broken }: Lattice): void {
  if (name === undefined || applications.has(name) || broken.has(name)) return
  const known = [...applications.keys()].sort()
  const near = nearest(name, known)
  const hint = near !== undefined ? `did you mean \`${near}\`?` : known.length <= 8 ? `known: ${listWords(known)}` : '`mc graph` lists them'
  throw new Failure(2, `--app ${name}: no such application; ${hint}`)
}
