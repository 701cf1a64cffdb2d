import type { Span } from '../diagnostic.js'
import { type Cell, cells } from './cells.js'
import type { Locator } from './locate.js'
import type { Paint } from './paint.js'

/** The widest line of source that a frame shows, in columns; of a longer one it shows the part around the span. */
const widest = 110

/** How much of a line is looked at on both sides of the beginning of a span, in UTF-16 units: far more than is shown, and little of a file that is one line. */
const reach = 2000

/**
 * Gives the lines of a code frame: the line of the span with carets below and the label beside them, and above it the line of
 * the parent key where that is the line just before. Nothing where the source has no text there.
 */
export function frame(
  span: Span,
  label: string | undefined,
  locator: Locator,
  paint: Paint,
  color: (text: string) => string,
): readonly string[] {
  const { start, end } = locator.range(span)
  const { text, start: lineStart } = around(locator.line(span.source, start.line), start.offset)
  if (text.trim() === '' && span.source.text.trim() === '') return []
  const line = cells(text)
  const from = columnAt(line, start.offset - lineStart)
  const stop = end.line === start.line ? end.offset - lineStart : text.length
  const to = Math.max(from + 1, columnAt(line, stop))
  const view = window(line, from, to)

  const above = start.line > 1 ? locator.line(span.source, start.line - 1).text.slice(0, reach) : ''
  const gutter = ' '.repeat(String(start.line).length)
  const bar = paint.dim('|')
  const carets = '^'.repeat(view.to - view.from)
  const row = (number: string, content: string): string => `${paint.dim(number)} ${bar}${content === '' ? '' : ` ${content}`}`
  const context = view.isWhole && isParentOf(above, text) ? [row(String(start.line - 1).padStart(gutter.length), show(cells(above)))] : []
  const notes =
    label === undefined
      ? []
      : [
          cells(label)
            .map((cell) => cell.text)
            .join(''),
        ]
  return [
    row(gutter, ''),
    ...context,
    row(String(start.line), view.text),
    row(gutter, ' '.repeat(view.from) + color([carets, ...notes].join(' '))),
  ]
}

function around({ text, start }: { readonly text: string; readonly start: number }, offset: number): { text: string; start: number } {
  const from = Math.max(0, offset - start - reach)
  return { text: text.slice(from, offset - start + reach), start: start + from }
}

/** The column at which the character of an offset begins; the width of the line for an offset behind it. */
function columnAt(line: readonly Cell[], offset: number): number {
  let column = 0
  for (const cell of line) {
    if (cell.at + cell.text.length > offset && cell.at >= offset) break
    column += cell.at < offset ? cell.width : 0
  }
  return column
}

/** Cuts a long line to the part around the span. */
function window(line: readonly Cell[], from: number, to: number): { text: string; from: number; to: number; isWhole: boolean } {
  const width = line.reduce((sum, cell) => sum + cell.width, 0)
  if (width <= widest) return { text: show(line), from, to, isWhole: true }
  const room = widest - 2
  const left = Math.max(0, Math.min(from - Math.max(20, Math.floor((room - (to - from)) / 2)), width - room))
  let column = 0
  let first: number | undefined
  let shown = ''
  let used = 0
  for (const cell of line) {
    if (column >= left && used + cell.width <= room) {
      first ??= column
      shown += cell.text
      used += cell.width
    }
    column += cell.width
  }
  const begin = first ?? 0
  const [lead, trail] = [begin > 0 ? '…' : '', begin + used < width ? '…' : '']
  const at = from - begin + lead.length
  return {
    text: `${lead}${shown}${trail}`,
    from: at,
    to: Math.max(at + 1, Math.min(to - begin + lead.length, used + lead.length)),
    isWhole: false,
  }
}

function show(line: readonly Cell[]): string {
  return line
    .map((cell) => cell.text)
    .join('')
    .trimEnd()
}

/** A line `key:` that is indented less than the next; a list may stand at the indentation of its key. */
function isParentOf(above: string, line: string): boolean {
  const key = /^(\s*(?:- +)*)[^\s#-][^#]*:\s*(?:#.*)?$/.exec(above)
  if (key?.[1] === undefined) return false
  const indent = line.length - line.trimStart().length
  return indent > key[1].length || (indent === key[1].length && line.trimStart().startsWith('- '))
}
