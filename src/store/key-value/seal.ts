import { sha256 } from '../make-version.js'

/** Gives what a value is stored as: JSON with a checksum of everything else as its last field, so that an edit by hand or a damaged byte is seen. */
export function seal(value: object): string {
  const text = JSON.stringify(value)
  return `${text.slice(0, -1)},"digest":"${digestOf(text)}"}`
}

/** Gives a stored value with its checksum taken off; nothing where it is no JSON object or the checksum is not its own. */
export function unseal(text: string): Readonly<Record<string, unknown>> | undefined {
  const value = parse(text)
  if (!isObject(value)) return undefined
  const { digest, ...rest } = value
  return digest === digestOf(JSON.stringify(rest)) ? rest : undefined
}

/** Tells whether a value is an object of JSON: neither a list nor null. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Sixteen hexadecimal digits: against accidents, not against malice. */
function digestOf(text: string): string {
  return sha256(text).slice(0, 16)
}
