/** Orders strings as Rust does, by code point; JavaScript's `<` puts characters beyond U+FFFF before U+E000. */
export function compareByCodePoint(a: string, b: string): number {
  const left = [...a]
  const right = [...b]
  for (const [index, character] of left.entries()) {
    const other = right[index]
    if (other === undefined) return 1
    const difference = (character.codePointAt(0) ?? 0) - (other.codePointAt(0) ?? 0)
    if (difference !== 0) return difference
  }
  return left.length - right.length
}

/** Gives a string as Rust's `{:?}` prints it: in double quotes, with what cannot be seen as `\u{200b}`. */
export function debugText(text: string): string {
  return `"${text.replace(/["\\]|[^ \P{Z}]|\p{C}|\p{Grapheme_Extend}/gu, escapeCharacter)}"`
}

function escapeCharacter(character: string): string {
  return escapes.get(character) ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\0', '\\0'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\r', '\\r'],
])

/** Gives a float as serde_json prints it in wadm 0.21 (ryu): `1.0`, `1e16`, `1.5e-7`. */
export function printFloat(value: number): string {
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0'
  const [mantissa = '', exponent = ''] = Math.abs(value).toExponential().split('e')
  const sign = value < 0 ? '-' : ''
  const digits = mantissa.replace('.', '')
  const point = Number(exponent) + 1
  if (point > 16 || point <= -5) return `${sign}${mantissa}e${Number(exponent)}`
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  if (digits.length <= point) return `${sign}${digits}${'0'.repeat(point - digits.length)}.0`
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`
}
