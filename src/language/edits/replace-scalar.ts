import type { Edit, Span } from '../../diagnostic.js'
import { plainScalar } from './plain-scalar.js'

/** Gives the edit that puts another text in the place of a key or of a scalar on one line, in the same quotes, so that JSON stays JSON and a string stays a string. */
export function replaceScalar(span: Span, text: string): Edit {
  return { span, text: scalarLike(span.source.text.slice(span.start, span.end), text) }
}

function scalarLike(before: string, text: string): string {
  if (before.startsWith('"')) return JSON.stringify(text)
  if (before.startsWith("'") && !/[\n\r]/.test(text)) return `'${text.replaceAll("'", "''")}'`
  return plainScalar(text)
}
