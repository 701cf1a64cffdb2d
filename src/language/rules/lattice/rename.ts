import type { Edit, Span } from '../../../diagnostic.js'
import { plainScalar } from '../../edits/plain-scalar.js'

/** Gives the edit that writes another name in the place of `name`, quoted as before; nothing where the source says it in another way (an alias, a block of text). */
export function rename({ source, start, end }: Span, name: string, to: string): { readonly edits?: readonly Edit[] } {
  const text = source.text.slice(start, end)
  const quote = /^["']/.exec(text)?.[0] ?? ''
  if (text !== `${quote}${name}${quote}`) return {}
  const keepsQuote = quote !== '' && /^[^"'\\\p{C}]*$/u.test(to)
  return { edits: [{ span: { source, start, end }, text: keepsQuote ? `${quote}${to}${quote}` : plainScalar(to) }] }
}
