import type { YamlScalar } from './yaml-node.js'

/** A scalar's own value. Integers are exact and fit 64 bits, signed or unsigned. */
export type ScalarValue =
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'integer'; readonly value: bigint }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }

/** Why a scalar has no value: its tag asks for a type that its text is not, or it is a whole number beyond 64 bits. */
export interface Unreadable {
  readonly kind: 'unreadable'
  readonly reason: string
}

/** Gives a scalar the type that serde_yaml 0.9 gives it where no type is asked for (de.rs, `visit_scalar`). Tags that start with `!` are the caller's matter. */
export function resolveScalar(scalar: YamlScalar): ScalarValue | Unreadable {
  const { text, tag } = scalar
  switch (tag) {
    case 'tag:yaml.org,2002:bool':
      return readBoolean(text) ?? misfit(text, 'a boolean')
    case 'tag:yaml.org,2002:int':
      return readInteger(text) ?? misfit(text, 'an integer')
    case 'tag:yaml.org,2002:float': {
      const value = readFloat(text)
      return value === undefined ? misfit(text, 'a float') : { kind: 'float', value }
    }
    case 'tag:yaml.org,2002:null':
      return nulls.has(text) ? { kind: 'null' } : misfit(text, 'null')
  }
  const isTyped = scalar.isPlain && (tag === undefined || tag.startsWith('!'))
  return isTyped ? resolvePlain(text) : { kind: 'string', value: text }
}

function resolvePlain(text: string): ScalarValue | Unreadable {
  if (text === '' || nulls.has(text)) return { kind: 'null' }
  const typed = readBoolean(text) ?? readInteger(text)
  if (typed) return typed
  const float = hasLeadingZero(text) ? undefined : readFloat(text)
  return float === undefined ? { kind: 'string', value: text } : { kind: 'float', value: float }
}

const nulls: ReadonlySet<string> = new Set(['null', 'Null', 'NULL', '~'])

function readBoolean(text: string): ScalarValue | undefined {
  if (/^(?:true|True|TRUE)$/.test(text)) return { kind: 'boolean', value: true }
  if (/^(?:false|False|FALSE)$/.test(text)) return { kind: 'boolean', value: false }
  return undefined
}

function readInteger(text: string): ScalarValue | Unreadable | undefined {
  const parts = /^([+-]?)(?:(0x[0-9A-Fa-f]+|0o[0-7]+|0b[01]+)|([0-9]+))$/.exec(text)
  const digits = parts?.[2] ?? parts?.[3]
  if (digits === undefined || (parts?.[3] !== undefined && hasLeadingZero(text))) return undefined
  const value = parts?.[1] === '-' ? -BigInt(digits) : BigInt(digits)
  if (value >= -(2n ** 63n) && value < 2n ** 64n) return { kind: 'integer', value }
  if (value >= -(2n ** 127n) && value < 2n ** 128n) return { kind: 'unreadable', reason: `the integer \`${text}\` does not fit 64 bits` }
  return undefined
}

/** `007` is text in YAML 1.2, neither an integer nor a float. */
function hasLeadingZero(text: string): boolean {
  return /^[+-]?0[0-9]+$/.test(text)
}

/** Finite floats as Rust's `f64::from_str` reads them, and YAML's own spellings of the others. */
function readFloat(text: string): number | undefined {
  if (/^\+?\.(?:inf|Inf|INF)$/.test(text)) return Number.POSITIVE_INFINITY
  if (/^-\.(?:inf|Inf|INF)$/.test(text)) return Number.NEGATIVE_INFINITY
  if (/^\.(?:nan|NaN|NAN)$/.test(text)) return Number.NaN
  if (!/^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/.test(text)) return undefined
  const value = Number(text)
  return Number.isFinite(value) ? value : undefined
}

function misfit(text: string, type: string): Unreadable {
  return { kind: 'unreadable', reason: `expected ${type}, found the string \`${text}\`` }
}
