import { printJson } from '../report/json.js'
import { compileInputs } from './compile-inputs.js'
import type { Context } from './context.js'
import { count, countWords, exitCodeOf, printDiagnostics } from './print-report.js'
import { readImages } from './read-images.js'

export interface PlanFlags {
  readonly format: 'text' | 'json'
  readonly app?: string
  readonly images?: string
  readonly stdinFilename?: string
  readonly lattice?: string
}

/** Prints what is to run: a table, or the plan itself (`schema/plan.schema.json`). There is no plan where there is an error. */
export async function plan(paths: readonly string[], flags: PlanFlags, context: Context): Promise<number> {
  const { app, format, images } = flags
  const { compilation, diagnostics } = await compileInputs(
    paths,
    { plan: true, ...readImages(images, context), ...(app !== undefined && { app }) },
    context,
    flags,
    'all',
  )
  const counts = count(diagnostics)
  printDiagnostics('text', diagnostics, context.err, context)
  if (counts.errors > 0 || compilation.plan === undefined) context.err.line(`${context.err.paint.red('no plan')}: ${countWords(counts)}`)
  else if (format === 'json') context.out.write(printJson((await import('../plan/plan-json.js')).planJson(compilation.plan)))
  else context.out.write((await import('../plan/plan-table.js')).planTable(compilation.plan.plan))
  return exitCodeOf(counts, undefined, context.err)
}
