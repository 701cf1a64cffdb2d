/** Gives the SHA-256 of a text in UTF-8, in hexadecimal digits (FIPS 180-4, section 6.2), without a library of the platform. */
export function sha256(text: string): string {
  const state = [...initial]
  const bytes = pad(new TextEncoder().encode(text))
  const view = new DataView(bytes.buffer)
  for (let block = 0; block < bytes.length; block += 64) compress(state, view, block)
  return state.map((word) => word.toString(16).padStart(8, '0')).join('')
}

/** The first 64 primes, of whose cube roots the constants are the first fractional bits; the initial state is from the square roots of the first eight. */
const primes: readonly number[] = Array.from({ length: 311 }, (_, index) => index + 2)
  .filter((candidate) => !Array.from({ length: candidate - 2 }, (_, index) => index + 2).some((divisor) => candidate % divisor === 0))
  .slice(0, 64)
const constants = primes.map((prime) => fraction(Math.cbrt(prime)))
const initial = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)))

function fraction(root: number): number {
  return Math.floor((root % 1) * 2 ** 32)
}

/** A one, zeros up to 56 of 64 bytes, and the length in bits. */
function pad(message: Uint8Array): Uint8Array<ArrayBuffer> {
  const padded = new Uint8Array(Math.ceil((message.length + 9) / 64) * 64)
  padded.set(message)
  padded[message.length] = 0x80
  new DataView(padded.buffer).setBigUint64(padded.length - 8, BigInt(message.length) * 8n)
  return padded
}

function compress(state: number[], view: DataView, block: number): void {
  const words: number[] = []
  for (let at = 0; at < 64; at++) {
    const [two = 0, seven = 0, fifteen = 0, sixteen = 0] = [words[at - 2], words[at - 7], words[at - 15], words[at - 16]]
    const small0 = rotate(fifteen, 7) ^ rotate(fifteen, 18) ^ (fifteen >>> 3)
    const small1 = rotate(two, 17) ^ rotate(two, 19) ^ (two >>> 10)
    words.push(at < 16 ? view.getUint32(block + at * 4) : (sixteen + small0 + seven + small1) >>> 0)
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (const [at, word] of words.entries()) {
    const large1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    const first = (h + large1 + ((e & f) ^ (~e & g)) + (constants[at] ?? 0) + word) >>> 0
    const large0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
    const second = (large0 + ((a & b) ^ (a & c) ^ (b & c))) >>> 0
    ;[a, b, c, d, e, f, g, h] = [(first + second) >>> 0, a, b, c, (d + first) >>> 0, e, f, g]
  }
  for (const [at, word] of [a, b, c, d, e, f, g, h].entries()) state[at] = ((state[at] ?? 0) + word) >>> 0
}

function rotate(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by))
}
