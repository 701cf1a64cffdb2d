/**
 * Gives the name of the bucket of a lattice. Buckets allow letters, digits, `-` and `_` only: every other byte of the name, and `_`, is written `_XX`.
 */
export function bucketOf(lattice: string): string {
  return `mc_${inHex(lattice, /[^A-Za-z0-9-]/gu, '_')}`
}

/** Gives a key as a bucket takes it: words joined by `.`, so that a subject can name all that begin alike; what a bucket does not allow is `=XX`. */
export function natsKey(key: string): string {
  return key
    .split('/')
    .map((word) => inHex(word, /[^A-Za-z0-9_-]/g, '=') || '=')
    .join('.')
}

/** Gives the key that a name in a bucket stands for. */
export function keyOf(name: string): string {
  return name
    .split('.')
    .map((word) =>
      word === '=' ? '' : word.replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
    )
    .join('/')
}

/** Writes each byte of what matches as a mark and two hexadecimal digits. */
function inHex(text: string, forbidden: RegExp, mark: string): string {
  return text.replace(forbidden, (character) =>
    [...new TextEncoder().encode(character)].map((byte) => mark + byte.toString(16).toUpperCase().padStart(2, '0')).join(''),
  )
}
