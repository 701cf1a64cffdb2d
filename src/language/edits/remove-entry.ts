import type { Edit } from '../../diagnostic.js'
import type { Document } from '../document.js'
import { entryPlace } from './entry-place.js'

/** Gives the edit that removes an entry from its map and leaves a comment on its line; nothing where the text has a form that cannot be cut safely. */
export function removeEntry(document: Document, parent: object, key: string): Edit | undefined {
  const place = entryPlace(document, parent, key)
  if (place === undefined) return undefined
  const { text, flow, keyStart, valueEnd } = place
  const cut = (start: number, end: number): Edit => ({ span: { source: document.source, start, end }, text: '' })
  const after = text.slice(valueEnd)
  if (flow) {
    const commaAfter = /^\s*,\s*/.exec(after)?.[0].length
    if (commaAfter !== undefined) return cut(keyStart, valueEnd + commaAfter)
    const commaBefore = /,\s*$/.exec(text.slice(0, keyStart))?.[0].length ?? 0
    return cut(keyStart - commaBefore, valueEnd)
  }
  const lineStart = text.lastIndexOf('\n', keyStart - 1) + 1
  if (text.slice(lineStart, keyStart).trim() !== '') return undefined
  const rest = /^[ \t]*(?<comment>#[^\n]*)?(?<newline>\r?\n|$)/.exec(after)
  if (rest === null) return undefined
  if (rest.groups?.['comment'] !== undefined) return cut(keyStart, valueEnd + rest[0].indexOf('#'))
  return cut(lineStart, valueEnd + rest[0].length)
}
