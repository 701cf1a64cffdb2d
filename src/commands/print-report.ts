import type { Diagnostic } from '../diagnostic.js'
import { githubReport } from '../report/github.js'
import { printJson } from '../report/json.js'
import { plural } from '../report/plural.js'
import { onelineReport, textReport } from '../report/text.js'
import { version } from '../version.js'
import type { Context, Printer } from './context.js'

export { plural } from '../report/plural.js'

export type ReportFormat = 'text' | 'oneline' | 'json' | 'sarif' | 'github'

/** Prints diagnostics in a format for people or logs; `--quiet` leaves the warnings out. */
export function printDiagnostics(
  format: 'text' | 'oneline' | 'github',
  diagnostics: readonly Diagnostic[],
  printer: Printer,
  { quiet }: Pick<Context, 'quiet'>,
): void {
  const shown = quiet ? diagnostics.filter(({ severity }) => severity === 'error') : diagnostics
  if (shown.length === 0) return
  if (format === 'github') printer.write(githubReport(shown))
  else if (format === 'oneline') printer.write(onelineReport(shown, printer.paint))
  else printer.write(`${textReport(shown, printer.paint)}\n`)
}

/** Prints the SARIF log of a run; every code that mc knows stands in its table of rules. */
export async function printSarif(diagnostics: readonly Diagnostic[], printer: Printer): Promise<void> {
  const [{ rules }, { explanations }, { sarifReport }] = await Promise.all([
    import('../language/rules/index.js'),
    import('../language/explanations.js'),
    import('../report/sarif.js'),
  ])
  printer.write(printJson(sarifReport(diagnostics, [...explanations, ...rules], version)))
}

/** The same first entries in every JSON output. */
export const jsonHead = { version: 1, tool: { name: 'mc', version } } as const

export interface Counts {
  readonly errors: number
  readonly warnings: number
  readonly infos: number
}

export function count(diagnostics: readonly Diagnostic[]): Counts {
  const of = (severity: Diagnostic['severity']): number => diagnostics.filter((diagnostic) => diagnostic.severity === severity).length
  return { errors: of('error'), warnings: of('warning'), infos: of('info') }
}

/** `3 errors and 1 warning`; nothing where there is none of either. */
export function countWords({ errors, warnings }: Counts): string {
  return [...(errors > 0 ? [plural(errors, 'error')] : []), ...(warnings > 0 ? [plural(warnings, 'warning')] : [])].join(' and ')
}

/** Gives 1 where there is an error or a warning too many, else 0; says so where it is for the warnings alone. */
export function exitCodeOf({ errors, warnings }: Counts, maxWarnings: number | undefined, printer: Printer): 0 | 1 {
  if (errors > 0) return 1
  if (maxWarnings === undefined || warnings <= maxWarnings) return 0
  printer.line(`${plural(warnings, 'warning')}, and --max-warnings allows ${maxWarnings}`)
  return 1
}

/** `3 errors in 1 of 2 files. For more on a code: mc explain link/unknown-target`. */
export function verdictLine(diagnostics: readonly Diagnostic[], files: number, printer: Printer): string {
  const places = new Set(diagnostics.flatMap(({ span }) => (span === undefined ? [] : [span.source.path])))
  const code = (diagnostics.find(({ severity }) => severity === 'error') ?? diagnostics[0])?.code
  const counts = count(diagnostics)
  const words = countWords(counts)
  const painted = counts.errors > 0 ? printer.paint.red(words) : printer.paint.yellow(words)
  return `${printer.paint.bold(painted)} in ${places.size} of ${plural(files, 'file')}.${code === undefined ? '' : ` For more on a code: mc explain ${code}`}`
}
