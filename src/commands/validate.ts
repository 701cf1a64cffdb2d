import type { Dialect } from '../compilation.js'
import { Failure } from '../failure.js'
import type { Manifest } from '../language/manifest.js'
import { jsonDiagnostics, jsonDocuments, printJson } from '../report/json.js'
import { compileInputs, type Inputs } from './compile-inputs.js'
import type { Context } from './context.js'
import { fixInputs } from './fix.js'
import {
  count,
  countWords,
  exitCodeOf,
  jsonHead,
  plural,
  printDiagnostics,
  printSarif,
  type ReportFormat,
  verdictLine,
} from './print-report.js'
import { watchInputs } from './watch-inputs.js'

export interface ValidateFlags {
  readonly format: ReportFormat
  readonly maxWarnings?: number
  readonly fix?: boolean
  readonly compat?: Dialect
  readonly watch?: boolean
  readonly stdinFilename?: string
  readonly lattice?: string
}

/** Checks manifests and prints what is wrong with them; gives the exit code: 1 where there is an error, or more warnings than allowed. */
export async function validate(paths: readonly string[], flags: ValidateFlags, context: Context): Promise<number> {
  if (flags.fix && paths.includes('-')) throw new Failure(2, '--fix changes files, and standard input is none: name the file')
  const once = (time?: string): Promise<number> => validateOnce(paths, flags, context, time)
  return flags.watch ? watchInputs(paths, context, once) : once()
}

async function validateOnce(paths: readonly string[], flags: ValidateFlags, context: Context, time?: string): Promise<number> {
  const started = context.host.now().getTime()
  const options = flags.compat === undefined ? {} : { compat: flags.compat }
  let inputs = await compileInputs(paths, options, context, flags, 'near')
  if (flags.fix && fixInputs(inputs, context) > 0) inputs = await compileInputs(paths, options, context, flags, 'near')

  const { diagnostics, files } = inputs
  const counts = count(diagnostics)
  if (flags.format === 'json') context.out.write(printJson(report(inputs)))
  else if (flags.format === 'sarif') await printSarif(diagnostics, context.out)
  else {
    printDiagnostics(flags.format, diagnostics, context.out, context)
    const stamp = time === undefined ? '' : `[${time}] `
    const elapsed = context.host.now().getTime() - started
    if (counts.errors > 0) context.err.line(stamp + verdictLine(diagnostics, files, context.err))
    else if (!context.quiet)
      context.err.line(
        `${stamp}${context.err.paint.green('ok')}${counts.warnings > 0 ? ` with ${countWords(counts)}` : ''}: ${contents(inputs, flags.compat)} (${elapsed} ms)`,
      )
  }
  return exitCodeOf(counts, flags.maxWarnings, context.err)
}

/** `schema/validate-output.schema.json`. */
function report({ compilation, diagnostics, documents, files }: Inputs): object {
  const { errors, warnings } = count(diagnostics)
  return {
    ...jsonHead,
    summary: { files, applications: documents.length, skipped: compilation.skipped, errors, warnings },
    documents: jsonDocuments(documents),
    diagnostics: jsonDiagnostics(diagnostics),
  }
}

/** `2 applications, 3 components, 1 link`. */
function contents({ compilation, files, around, isAskedFor }: Inputs, compat: Dialect | undefined): string {
  if (compat !== undefined) return `${compat === 'wadm' ? 'wadm 0.21' : 'Fly.io'} accepts ${plural(files, 'file')}`
  const { lattice, skipped } = compilation
  const isOwn = ({ document }: Manifest): boolean => isAskedFor(document.source)
  const others = around.filter((source) => !isAskedFor(source))
  const applications = [...lattice.applications.values()].filter(isOwn)
  const nodes = [...lattice.nodes.values()].filter(({ manifest }) => isOwn(manifest))
  const links = nodes.flatMap(({ id }) => lattice.outgoing.get(id) ?? []).filter(({ kind }) => kind === 'link')
  const parts = [plural(applications.length, 'application'), plural(nodes.length, 'component'), plural(links.length, 'link')]
  if (others.length > 0) parts.push(`checked with ${plural(others.length, 'stored application')}`)
  if (skipped > 0) parts.push(`${plural(skipped, 'other document')} passed over`)
  return parts.join(', ')
}
