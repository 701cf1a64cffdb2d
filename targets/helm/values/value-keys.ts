import { fingerprint } from '../../fingerprint.js'

/** Gives each name a key of `values.yaml`: camelCase, as Helm asks (Helm, best practices for values); one that is taken already, or that two names share, gets a suffix. */
export function valueKeys(names: readonly string[], reserved: ReadonlySet<string>, suffix: string): ReadonlyMap<string, string> {
  const own = new Map(names.map((name) => [name, camelCase(name)]))
  const counts = new Map<string, number>()
  for (const key of own.values()) counts.set(key, (counts.get(key) ?? 0) + 1)
  const keyOf = (name: string, key: string): string => {
    const free = reserved.has(key) ? `${key}${suffix}` : key
    const isAlone = counts.get(key) === 1 && (free === key || !counts.has(free))
    return isAlone ? free : `${free}_${fingerprint(name)}`
  }
  return new Map([...own].map(([name, key]) => [name, keyOf(name, key)]))
}

/** `order-api` is `orderApi`; a digit first, which Go templates cannot spell, follows an underscore. */
function camelCase(name: string): string {
  const [first = '', ...rest] = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '')
  const key = [first.charAt(0).toLowerCase() + first.slice(1), ...rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join('')
  return /^[a-z]/.test(key) ? key : `_${key}`
}
