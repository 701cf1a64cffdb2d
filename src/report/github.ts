import type { Diagnostic } from '../diagnostic.js'
import { makeLocator } from './locate.js'
import { printable, printableLines } from './printable.js'

/**
 * Gives one workflow command for each diagnostic (GitHub Actions, "Workflow commands", error, warning and notice).
 * GitHub shows ten of each kind for one step; the log holds them all.
 */
export function githubReport(diagnostics: readonly Diagnostic[]): string {
  const locator = makeLocator()
  return diagnostics
    .map(({ code, severity, message, span, label, help }) => {
      const properties = [`title=${escapeProperty(code)}`]
      if (span !== undefined) {
        const { start, end } = locator.range(span)
        properties.push(
          `file=${escapeProperty(span.source.path)}`,
          `line=${start.line}`,
          `endLine=${end.line}`,
          `col=${start.column}`,
          `endColumn=${end.column}`,
        )
      }
      const text = [label === undefined ? message : `${message} (${label})`, ...(help === undefined ? [] : [`help: ${help}`])].join('\n')
      return `::${severity === 'info' ? 'notice' : severity} ${properties.join(',')}::${escapeData(text)}\n`
    })
    .join('')
}

function escapeData(text: string): string {
  return printableLines(text).join('\n').replaceAll('%', '%25').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(printable(text)).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
