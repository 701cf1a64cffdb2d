/** Seconds of each unit of a duration in Go (`time.ParseDuration`). */
const units: Readonly<Record<string, number>> = { ns: 1e-9, us: 1e-6, µs: 1e-6, μs: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600 }

/**
 * Gives the seconds of a duration as flyctl reads it: `1m30s`, `500ms`, or a number, whose unit (in seconds) depends on the place.
 * Undefined where it is none, and where it does not fit into 64 bits of nanoseconds.
 */
export function secondsOf(value: string | number, unit: number): number | undefined {
  if (typeof value === 'number') return Math.trunc(value) * unit
  if (/^[+-]?0$/.test(value)) return 0
  const [, sign, rest = ''] = /^([+-]?)((?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/.exec(value) ?? []
  const parts = [...rest.matchAll(/(\d+\.?\d*|\.\d+)([a-zµμ]+)/g)]
  if (parts.length === 0) return undefined
  const sum = parts.reduce((seconds, [, number = '', word = '']) => seconds + Number(number) * (units[word] ?? 0), 0)
  return sum * 1e9 >= 2 ** 63 ? undefined : sign === '-' ? -sum : sum
}

/** Gives seconds as a duration that flyctl reads back. */
export function showSeconds(seconds: number): string {
  if (seconds === 0) return '0s'
  const size = Math.abs(seconds)
  const [unit, name] = size < 1e-6 ? [1e-9, 'ns'] : size < 1e-3 ? [1e-6, 'us'] : size < 1 ? [1e-3, 'ms'] : [1, 's']
  return `${Number((seconds / unit).toFixed(3))}${name}`
}
