/** Gives the SHA-256 of a text in UTF-8, in hexadecimal digits (FIPS 180-4, section 6.2), without a library of the platform. */
export function sha256(text: string): string {
  const state = Int32Array.from(initial)
  const words = new Int32Array(64)
  const bytes = pad(new TextEncoder().encode(text))
  const view = new DataView(bytes.buffer)
  for (let block = 0; block < bytes.length; block += 64) compress(state, words, view, block)
  return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
}

/** The first 64 primes, of whose cube roots the constants are the first fractional bits; the initial state is from the square roots of the first eight. */
const primes: readonly number[] = Array.from({ length: 311 }, (_, index) => index + 2)
  .filter((candidate) => !Array.from({ length: candidate - 2 }, (_, index) => index + 2).some((divisor) => candidate % divisor === 0))
  .slice(0, 64)
const constants = Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime)))
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

/** `words` is room for the message schedule. Words are signed: sums wrap by themselves, and only the digits need them unsigned. */
function compress(state: Int32Array, words: Int32Array, view: DataView, block: number): void {
  const word = (at: number): number => words[at] ?? 0
  for (let at = 0; at < 16; at++) words[at] = view.getInt32(block + at * 4)
  for (let at = 16; at < 64; at++) {
    const [two, fifteen] = [word(at - 2), word(at - 15)]
    const small0 = rotate(fifteen, 7) ^ rotate(fifteen, 18) ^ (fifteen >>> 3)
    const small1 = rotate(two, 17) ^ rotate(two, 19) ^ (two >>> 10)
    words[at] = word(at - 16) + small0 + word(at - 7) + small1
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let at = 0; at < 64; at++) {
    const large1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    const first = (h + large1 + ((e & f) ^ (~e & g)) + (constants[at] ?? 0) + word(at)) | 0
    const large0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
    const second = (large0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + first) | 0
    d = c
    c = b
    b = a
    a = (first + second) | 0
  }
  for (const [at, sum] of [a, b, c, d, e, f, g, h].entries()) state[at] = (state[at] ?? 0) + sum
}

function rotate(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by))
}
