import type { Compilation, CompileOptions } from '../compilation.js'
import { compileWith } from '../compile.js'
import { type Diagnostic, isError, type Source, sortDiagnostics } from '../diagnostic.js'
import { equip } from '../equip.js'
import { Failure } from '../failure.js'
import { listWords, nearest } from '../language/suggest.js'
import type { Verdict } from '../language/verdict.js'
import type { Lattice } from '../lattice/lattice.js'
import { read } from '../read.js'
import type { Context } from './context.js'

/** What the paths of a command line hold, compiled. */
export interface Inputs {
  readonly sources: readonly Source[]
  readonly compilation: Compilation
  /** Of reading and of compiling, sorted. */
  readonly diagnostics: readonly Diagnostic[]
  readonly documents: readonly Verdict[]
  /** Files found. */
  readonly files: number
}

/**
 * Reads and compiles what a command was given. Throws a `Failure` where nothing can be read, where no application is found,
 * and where `app` is none of those that are.
 */
export async function compileInputs(
  paths: readonly string[],
  options: CompileOptions,
  context: Context,
  stdinName?: string,
): Promise<Inputs> {
  const started = context.host.now().getTime()
  const reading = await read(paths, {
    host: context.host,
    cwd: context.cwd,
    stdin: context.stdin,
    ...(stdinName !== undefined && { stdinName }),
    isFly: options.compat === 'fly',
  })
  const whenRead = context.host.now().getTime()
  const compilation = compileWith(await equip(options), reading.sources, options)
  const diagnostics = sortDiagnostics([...reading.diagnostics, ...compilation.diagnostics])
  if (context.debug)
    context.err.line(`read ${reading.files} files in ${whenRead - started} ms, compiled in ${context.host.now().getTime() - whenRead} ms`)

  const { skipped, documents, lattice } = compilation
  if (documents.length === 0 && !diagnostics.some(isError)) {
    const others =
      skipped === 0 ? 'there is no document in it' : `${skipped} ${skipped === 1 ? 'document' : 'documents'} of other kinds passed over`
    throw new Failure(
      2,
      `no application found in ${paths.length === 0 ? '.' : paths.join(', ')} (${others}); an application begins with \`kind: Application\`, and \`mc init\` writes a first one`,
    )
  }
  checkApp(options.app, lattice)
  const unread = reading.diagnostics.flatMap(({ code, severity, span }): readonly Verdict[] =>
    span !== undefined && severity === 'error' && code.startsWith('input/') ? [{ span, verdict: 'parse_error' }] : [],
  )
  return { sources: reading.sources, compilation, diagnostics, documents: [...documents, ...unread], files: reading.files }
}

/** Throws a `Failure` where the lattice has no application of the name that `--app` gives. */
export function checkApp(name: string | undefined, { applications, broken }: Lattice): void {
  if (name === undefined || applications.has(name) || broken.has(name)) return
  const known = [...applications.keys()].sort()
  const near = nearest(name, known)
  const hint = near !== undefined ? `did you mean \`${near}\`?` : known.length <= 8 ? `known: ${listWords(known)}` : '`mc graph` lists them'
  throw new Failure(2, `--app ${name}: no such application; ${hint}`)
}
