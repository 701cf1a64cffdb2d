import { stringify } from 'yaml'
import type { Edit } from '../../diagnostic.js'
import type { Document } from '../document.js'
import { entryPlace } from './entry-place.js'

/**
 * Gives the edit that puts another key and value in the place of an entry.
 * Nothing where that would lose what only the text has: comments, anchors and aliases.
 */
export function replaceEntry(
  document: Document,
  parent: object,
  key: string,
  entry: { readonly key: string; readonly value: object },
): Edit | undefined {
  const place = entryPlace(document, parent, key)
  if (place === undefined) return undefined
  const { text, flow, keyStart, valueEnd, column, newline, quoted } = place
  if (/(^|\s)#|[&*][\w-]/.test(text.slice(keyStart, valueEnd))) return undefined
  const printed = flow
    ? `${quoted(entry.key)}: ${JSON.stringify(entry.value)}`
    : stringify({ [entry.key]: entry.value }, { lineWidth: 0 })
        .trimEnd()
        .split('\n')
        .join(newline + ' '.repeat(column))
  return { span: { source: document.source, start: keyStart, end: valueEnd }, text: printed }
}
