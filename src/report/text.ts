import type { Diagnostic } from '../diagnostic.js'
import { frame } from './frame.js'
import { type Locator, makeLocator } from './locate.js'
import { makePaint, type Paint } from './paint.js'
import { printable, printableLines } from './printable.js'

/** How many diagnostics a person is shown at once. */
export const textLimit = 50

/**
 * Gives the report for people: for each diagnostic its line, a frame, notes and help, with an empty line after each.
 * Of more than 50 it shows the errors first, in the order of their places, and says how many are left out.
 */
export function textReport(diagnostics: readonly Diagnostic[], paint: Paint): string {
  const locator = makeLocator()
  const shown = mostSerious(diagnostics, textLimit)
  const blocks = shown.map((diagnostic) => `${block(diagnostic, locator, paint).join('\n')}\n`)
  const more = diagnostics.length - shown.length
  if (more > 0) blocks.push(`... and ${more} more (use --format oneline to see all)\n`)
  return blocks.join('\n')
}

/** Gives one line for each diagnostic: `path:line:column: severity: message [code]`. */
export function onelineReport(diagnostics: readonly Diagnostic[], paint: Paint = makePaint(false)): string {
  const locator = makeLocator()
  return diagnostics.map((diagnostic) => `${headline(diagnostic, locator, paint)}\n`).join('')
}

function mostSerious(diagnostics: readonly Diagnostic[], limit: number): readonly Diagnostic[] {
  if (diagnostics.length <= limit) return diagnostics
  const rank = { error: 0, warning: 1, info: 2 }
  const chosen = new Set([...diagnostics].sort((a, b) => rank[a.severity] - rank[b.severity]).slice(0, limit))
  return diagnostics.filter((diagnostic) => chosen.has(diagnostic))
}

function headline({ code, severity, message, span }: Diagnostic, locator: Locator, paint: Paint): string {
  const place = span === undefined ? '' : `${printable(locator.place(span))}: `
  return `${place}${paint.bold(colorOf(severity, paint)(severity))}: ${paint.bold(printable(message))} ${paint.dim(`[${code}]`)}`
}

function block(diagnostic: Diagnostic, locator: Locator, paint: Paint): readonly string[] {
  const { severity, span, label, related = [], help } = diagnostic
  const gutter = span === undefined ? '' : ' '.repeat(String(locator.position(span.source, span.start).line).length)
  const [first, ...rest] = help === undefined ? [] : printableLines(help.trimEnd())
  return [
    headline(diagnostic, locator, paint),
    ...(span === undefined ? [] : frame(span, label, locator, paint, colorOf(severity, paint))),
    ...related.map((other) => `${gutter} ${paint.blue('= note:')} ${printable(other.message)} (${printable(locator.place(other.span))})`),
    ...(first === undefined
      ? []
      : [`${gutter} ${paint.blue('= help:')} ${first}`, ...rest.map((line) => `${gutter}         ${line}`.trimEnd())]),
  ]
}

function colorOf(severity: Diagnostic['severity'], paint: Paint): (text: string) => string {
  return severity === 'error' ? paint.red : severity === 'warning' ? paint.yellow : paint.blue
}
