import type { Document } from '../document.js'

/** Where an entry of a map stands in the text: offsets of the source, ends exclusive. */
export interface EntryPlace {
  readonly text: string
  /** Whether the map is written in braces. */
  readonly flow: boolean
  readonly keyStart: number
  readonly keyEnd: number
  readonly valueStart: number
  /** The end of the value without the white space after it. */
  readonly valueEnd: number
  /** Column of the key, counted from 0. */
  readonly column: number
  /** The line break of the source. */
  readonly newline: string
  /** Gives another key in the quotes of this one, so that JSON stays JSON. */
  readonly quoted: (key: string) => string
}

/** Gives the place of an entry; nothing where its text has a form that edits do not know (`? key`, or an alias for the whole map). */
export function entryPlace(document: Document, parent: object, key: string): EntryPlace | undefined {
  const { text } = document.source
  const { start: mapStart } = document.at(parent)
  const { start: keyStart, end: keyEnd } = document.at(parent, key, 'key')
  const { start: valueStart, end } = document.whole(parent, key)
  const valueEnd = valueStart + text.slice(valueStart, end).trimEnd().length
  const isPlain = /^\s*:/.test(text.slice(keyEnd, valueStart + 1)) && !/\?\s*$/.test(text.slice(mapStart, keyStart))
  if (!isPlain || keyStart < mapStart || valueStart < keyEnd) return undefined
  const quote = /^["']/.exec(text.slice(keyStart, keyEnd))?.[0] ?? ''
  return {
    text,
    flow: text[mapStart] === '{',
    keyStart,
    keyEnd,
    valueStart,
    valueEnd,
    column: keyStart - (text.lastIndexOf('\n', keyStart - 1) + 1),
    newline: text.includes('\r\n') ? '\r\n' : '\n',
    quoted: (name) => `${quote}${name}${quote}`,
  }
}
