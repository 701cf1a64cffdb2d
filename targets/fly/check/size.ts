/**
 * Gives the whole units of a size as flyctl reads it (`helpers.ParseSize`): a bare whole number counts in that unit, a number with a suffix in bytes,
 * rounded down. `base` is 1000 for volumes (unit GB) and 1024 for memory (unit MiB). Undefined where it is no size.
 */
export function sizeOf(text: string, base: 1000 | 1024): number | undefined {
  if (/^[+-]?\d+$/.test(text)) return Number(text)
  const space = text.indexOf(' ')
  const split = space >= 0 ? space : text.length - (/[^\d.]*$/.exec(text)?.[0].length ?? 0)
  const number = text.slice(0, split)
  const suffix = text.slice(space >= 0 ? split + 1 : split).toLowerCase()
  if (!/^\+?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(number)) return undefined
  const power = suffix === '' || suffix === 'b' ? 0 : 'kmgtp'.indexOf(suffix.charAt(0)) + 1
  if (suffix !== '' && suffix !== 'b' && (power === 0 || !/^.(b|ib)?$/.test(suffix))) return undefined
  const bytes = Number(number) * base ** power
  return bytes < 2 ** 63 ? Math.floor(bytes / base ** (base === 1000 ? 3 : 2)) : undefined
}
