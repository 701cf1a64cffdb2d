import { createHash } from 'node:crypto'

/**
 * Gives the name of the object that holds a key: `mc.application.orders` where the words allow it, else a readable beginning and a checksum, because
 * names of objects are lower-case DNS names of at most 253 characters (RFC 1123 subdomain) and keys are not. Two keys never have one name.
 */
export function objectName(key: string): string {
  const words = key.split('/')
  const plain = `mc.${words.join('.')}`
  if (isClear(words) && plain.length <= longest && !summed.test(plain)) return plain
  const sum = createHash('sha256').update(key, 'utf8').digest('hex').slice(0, sumLength)
  const start = plain
    .toLowerCase()
    .replace(/%[0-9a-f]{2}|[^a-z0-9.-]+/g, '-')
    .replace(/[-.]*\.[-.]*/g, '.')
    .slice(0, readable)
    .replace(/[-.]+$/, '')
  return `${start}.${sum}`
}

/** Limit of the API server for names. */
const longest = 253
const readable = 120
const sumLength = 32
/** What ends like a checksum gets one, so that no clear name is that of another key. */
const summed = /\.[0-9a-f]{32}$/

/** How many words the keys of a kind have, and which of them may have dots: the others are told apart by them. */
const forms: Readonly<Record<string, readonly [count: number, dotted: number]>> = {
  lattice: [1, 0],
  application: [2, 1],
  manifest: [4, 2],
  history: [3, 1],
  change: [3, 1],
}

function isClear(words: readonly string[]): boolean {
  const [count, dotted] = forms[words[0] ?? ''] ?? []
  const part = '[a-z0-9]([-a-z0-9]*[a-z0-9])?'
  return (
    words.length === count && words.every((word, index) => new RegExp(`^${part}${index === dotted ? `(\\.${part})*` : ''}$`).test(word))
  )
}
