import { createHash } from 'node:crypto'

/**
 * Gives the file name of an application or a version: the name itself where it is a plain one, so that a person finds it, and otherwise one that is safe on every disk.
 * Different names have different file names, also where the disk does not tell capitals from small letters:
 * what is not a letter, digit, `_`, `-` or `.` in ASCII is percent-encoded in small letters; `+` and a number in hexadecimal follow a name with capitals and say which
 * letters they are; of a name that is too long the beginning stays, with `++` and a part of its SHA-256 behind it.
 */
export function fileNameOf(name: string): string {
  const encoded = name.replace(/[^A-Za-z0-9_.-]+/gu, percentEncode).replace(/^\.|\.$/g, '%2e')
  // names of devices on Windows, with every ending
  const safe = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(encoded) ? `${percentEncode(encoded.slice(0, 1))}${encoded.slice(1)}` : encoded
  if (safe.length > longest)
    return `${safe.slice(0, 80).replace(/%.?$/, '').toLowerCase()}++${createHash('sha256').update(name).digest('hex').slice(0, 32)}`
  const capitals = capitalsOf(safe)
  return capitals === 0n ? safe : `${safe}+${capitals.toString(16)}`
}

/** 255 bytes are what common file systems take; an ending and the capitals of 140 letters have to fit as well. */
const longest = 140

function percentEncode(text: string): string {
  return [...new TextEncoder().encode(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
}

/** One bit for each character, the first being the lowest. */
function capitalsOf(text: string): bigint {
  let bits = 0n
  for (let index = 0; index < text.length; index++) if (/[A-Z]/.test(text[index] ?? '')) bits |= 1n << BigInt(index)
  return bits
}
