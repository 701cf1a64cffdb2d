/**
 * Gives an amount of CPU in millicores, exact where a double can be: `0.5` and `500m` are 500.
 * Undefined where the text is no Kubernetes quantity or is negative.
 * Source: Kubernetes API conventions, resource.Quantity; a number is read as its decimal text.
 */
export function parseCpu(amount: string | number): number | undefined {
  const quantity = parseQuantity(String(amount))
  return quantity && toNumber({ numerator: quantity.numerator * 1000n, denominator: quantity.denominator })
}

/**
 * Gives an amount of memory or storage in MiB, exact where a double can be, so that `1M` is 0.95367431640625.
 * Undefined where the text is no Kubernetes quantity or is negative.
 * Source: Kubernetes API conventions, resource.Quantity; a number is read as its decimal text, in bytes.
 */
export function parseMemory(amount: string | number): number | undefined {
  const quantity = parseQuantity(String(amount))
  return quantity && toNumber({ numerator: quantity.numerator, denominator: quantity.denominator * bytesPerMiB })
}

/** A number that is not negative, without rounding. */
interface Fraction {
  readonly numerator: bigint
  readonly denominator: bigint
}

const bytesPerMiB = 1024n * 1024n

/** Powers of ten of the decimal suffixes; `E` is exa unless digits follow it. */
const decimal: ReadonlyMap<string, number> = new Map([
  ['n', -9],
  ['u', -6],
  ['m', -3],
  ['', 0],
  ['k', 3],
  ['M', 6],
  ['G', 9],
  ['T', 12],
  ['P', 15],
  ['E', 18],
])

const binary = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei']

const grammar = /^\+?(?<whole>\d*)(?:(?<point>\.)(?<fraction>\d*))?(?<suffix>[KMGTPE]i|[eE][+-]?\d+|[numkMGTPE])?$/

/** Kubernetes caps quantities at 2^63 - 1; beyond this length a text is no amount that anybody means, and BigInt would only burn time. */
const longest = 64

function parseQuantity(text: string): Fraction | undefined {
  if (text.length > longest) return undefined
  const { whole = '', fraction = '', suffix = '' } = grammar.exec(text)?.groups ?? {}
  if (whole === '' && fraction === '') return undefined
  const digits = BigInt(whole + fraction)
  if (binary.includes(suffix)) return scale(digits << BigInt(10 * (binary.indexOf(suffix) + 1)), -fraction.length)
  const exponent = decimal.get(suffix) ?? Number(suffix.slice(1))
  return Math.abs(exponent) > longest ? undefined : scale(digits, exponent - fraction.length)
}

function scale(digits: bigint, exponent: number): Fraction {
  const power = 10n ** BigInt(Math.abs(exponent))
  return exponent < 0 ? { numerator: digits, denominator: power } : { numerator: digits * power, denominator: 1n }
}

/** Divides with one rounding: numerator and denominator of a reduced fraction are usually exact doubles, and their quotient is then correctly rounded. */
function toNumber({ numerator, denominator }: Fraction): number {
  const divisor = greatestCommonDivisor(numerator, denominator)
  return divisor === 0n ? 0 : Number(numerator / divisor) / Number(denominator / divisor)
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [larger, smaller] = [a, b]
  while (smaller !== 0n) [larger, smaller] = [smaller, larger % smaller]
  return larger
}
