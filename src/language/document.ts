import type { Source, Span } from '../diagnostic.js'

/** One document of a source: plain data, with the position of every key and value beside it. */
export interface Document {
  readonly source: Source
  /** Where the document's content begins and ends in the source. */
  readonly start: number
  readonly end: number
  /**
   * Plain data. Strings that wadm reads by their source text (annotations, names, types) are strings here as well;
   * see `normalise.ts`.
   */
  readonly value: unknown
  /** Gives the span of an entry's key or value, or of the whole map or list when no key is given. */
  at(parent: object, key?: string | number, part?: 'key' | 'value'): Span
  /** Gives the full range of an entry's value, over all of its lines, for edits. */
  whole(parent: object, key: string | number): Span
}

/** Positions of one map or list: its own range, and four offsets per entry (key start, key end, value start, value end). */
export interface Layout {
  readonly start: number
  readonly end: number
  readonly keys: readonly string[]
  readonly offsets: readonly number[]
}

/** Makes a document whose `at` looks positions up in `layouts`. */
export function makeDocument(source: Source, value: unknown, layouts: ReadonlyMap<object, Layout>, start: number, end: number): Document {
  const tables = new Map<Layout, Map<string, number>>()
  // a map of a hundred thousand keys, each of them a mistake, must not be searched from its beginning each time
  const indexOf = (layout: Layout, key: string): number => {
    if (layout.keys.length < 64) return layout.keys.indexOf(key)
    const table = tables.get(layout) ?? new Map([...layout.keys.entries()].reverse().map(([index, own]) => [own, index]))
    tables.set(layout, table)
    return table.get(key) ?? -1
  }
  const span = (from: number, to: number): Span => ({ source, start: from, end: Math.max(from, to) })
  return {
    source,
    start,
    end,
    value,
    at(parent, key, part = 'value') {
      const layout = layouts.get(parent)
      if (layout === undefined) return span(start, firstLineEnd(source.text, start, end))
      if (key === undefined) return span(layout.start, firstLineEnd(source.text, layout.start, layout.end))
      const index = indexOf(layout, String(key))
      if (index < 0) return span(layout.start, firstLineEnd(source.text, layout.start, layout.end))
      const first = index * 4 + (part === 'key' ? 0 : 2)
      const from = layout.offsets[first] ?? layout.start
      const to = layout.offsets[first + 1] ?? from
      return span(from, firstLineEnd(source.text, from, to))
    },
    whole(parent, key) {
      const layout = layouts.get(parent)
      const index = layout === undefined ? -1 : indexOf(layout, String(key))
      const from = layout?.offsets[index * 4 + 2] ?? start
      return span(from, layout?.offsets[index * 4 + 3] ?? from)
    },
  }
}

/** A map or list runs over its last newline; reports underline its first line only. */
function firstLineEnd(text: string, start: number, end: number): number {
  const newline = text.indexOf('\n', start)
  const stop = newline < 0 || newline > end ? end : newline
  return text[stop - 1] === '\r' && stop > start + 1 ? stop - 1 : stop
}
