import { checkApp, compileInputs } from './compile-inputs.js'
import type { Context } from './context.js'
import { count, exitCodeOf, printDiagnostics, verdictLine } from './print-report.js'

export interface GraphFlags {
  readonly format: 'text' | 'dot' | 'mermaid' | 'json' | 'svg'
  readonly app?: string
  readonly reverse?: boolean
  readonly stdinFilename?: string
  readonly lattice?: string
}

/** Prints the lattice as a graph, also where something is wrong with it; errors go to standard error and make the exit code 1. */
export async function graph(paths: readonly string[], flags: GraphFlags, context: Context): Promise<number> {
  const { app, reverse = false, format } = flags
  const { compilation, diagnostics, files } = await compileInputs(paths, {}, context, flags, 'all')
  const { lattice } = compilation
  checkApp(app, lattice)
  const options = { ...(app !== undefined && { app }), reverse }
  switch (format) {
    case 'text':
      context.out.write((await import('../lattice/graph/graph-text.js')).graphText(lattice, options))
      break
    case 'dot':
      context.out.write((await import('../lattice/graph/graph-dot.js')).graphDot(lattice, options))
      break
    case 'mermaid':
      context.out.write((await import('../lattice/graph/graph-mermaid.js')).graphMermaid(lattice, options))
      break
    case 'json':
      context.out.write((await import('../lattice/graph/graph-json.js')).graphJson(lattice, options))
      break
    case 'svg':
      context.out.write(await (await import('../lattice/graph/graph-svg.js')).graphSvg(lattice, options))
  }
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  printDiagnostics('text', errors, context.err, context)
  if (errors.length > 0) context.err.line(verdictLine(errors, files, context.err))
  return exitCodeOf(count(errors), undefined, context.err)
}
