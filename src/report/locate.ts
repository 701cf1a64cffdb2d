import type { Source, Span } from '../diagnostic.js'

/** A place as people and editors count: line and column from 1, the column in UTF-16 units; `offset` from 0. */
export interface Position {
  readonly line: number
  readonly column: number
  readonly offset: number
}

export interface Range {
  readonly start: Position
  readonly end: Position
}

/** Turns offsets into positions; the lines of a source are counted once. */
export interface Locator {
  position(source: Source, offset: number): Position
  range(span: Span): Range
  /** Gives a line's text without its line break, and the offset at which it begins. */
  line(source: Source, line: number): { readonly text: string; readonly start: number }
  /** `path:line:column`. */
  place(span: Span): string
}

/** Makes a locator for one report. A byte order mark is no column: editors do not show it. */
export function makeLocator(): Locator {
  const known = new WeakMap<Source, readonly number[]>()

  function startsOf(source: Source): readonly number[] {
    let starts = known.get(source)
    if (starts === undefined) known.set(source, (starts = lineStarts(source.text)))
    return starts
  }

  function position(source: Source, offset: number): Position {
    const starts = startsOf(source)
    const bounded = Math.max(0, Math.min(offset, source.text.length))
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= bounded) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: Math.max(0, bounded - (starts[low] ?? 0)) + 1, offset: bounded }
  }

  return {
    position,
    range: ({ source, start, end }) => ({ start: position(source, start), end: position(source, Math.max(start, end)) }),
    line(source, line) {
      const starts = startsOf(source)
      const start = starts[line - 1] ?? source.text.length
      const text = source.text.slice(start, starts[line] ?? source.text.length)
      return { text: text.replace(/\r?\n$/, ''), start }
    },
    place(span) {
      const { line, column } = position(span.source, span.start)
      return `${span.source.path}:${line}:${column}`
    },
  }
}

function lineStarts(text: string): readonly number[] {
  const starts = [text.startsWith('\ufeff') ? 1 : 0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}
