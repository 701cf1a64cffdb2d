/** Gives the Base64 of a text in UTF-8 (RFC 4648, section 4). */
export function base64(text: string): string {
  const bytes = new TextEncoder().encode(text)
  let result = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second, third] = bytes.subarray(at, at + 3)
    const bits = (first << 16) | ((second ?? 0) << 8) | (third ?? 0)
    result += `${letter(bits >> 18)}${letter(bits >> 12)}${second === undefined ? '=' : letter(bits >> 6)}${third === undefined ? '=' : letter(bits)}`
  }
  return result
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

function letter(bits: number): string {
  return letters.charAt(bits & 63)
}
