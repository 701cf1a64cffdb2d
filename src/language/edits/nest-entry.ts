import type { Edit } from '../../diagnostic.js'
import type { Document } from '../document.js'
import { entryPlace } from './entry-place.js'

/** Keys around a value, outermost first; beside the innermost may stand an entry that is given as text. */
export interface Nesting {
  readonly outer: string
  readonly inner: string
  /** Entry before `inner`: a key, and its value as YAML on one line. */
  readonly beside?: { readonly key: string; readonly value: string }
}

/**
 * Gives the edits that turn `key: value` into `outer: {beside, inner: value}`, with the value's own text, layout and comments.
 * Nothing where the text has a form that cannot be moved safely.
 */
export function nestEntry(document: Document, parent: object, key: string, { outer, inner, beside }: Nesting): Edit[] | undefined {
  const place = entryPlace(document, parent, key)
  if (place === undefined) return undefined
  const { text, flow, keyStart, keyEnd, valueEnd, column, newline, quoted } = place
  const at = (start: number, end: number, replacement: string): Edit => ({
    span: { source: document.source, start, end },
    text: replacement,
  })
  if (flow) {
    const first = beside === undefined ? '' : `${quoted(beside.key)}: ${beside.value}, `
    return [at(keyStart, keyEnd, `${quoted(outer)}: {${first}${quoted(inner)}`), at(valueEnd, valueEnd, '}')]
  }
  const indent = newline + ' '.repeat(column + 2)
  const first = beside === undefined ? '' : `${indent}${quoted(beside.key)}: ${beside.value}`
  return [
    at(keyStart, keyEnd, `${quoted(outer)}:${first}${indent}${quoted(inner)}`),
    ...linesBetween(text, keyEnd, valueEnd).map((start) => at(start, start, '  ')),
  ]
}

/** Offsets at which lines with text begin. */
function linesBetween(text: string, from: number, to: number): number[] {
  const starts: number[] = []
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) {
    if (/^[^\r\n]*\S/.test(text.slice(at + 1, to + 1))) starts.push(at + 1)
  }
  return starts
}
