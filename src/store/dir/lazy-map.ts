/** Makes a map whose values are made when they are asked for, once each; `make` throws where it cannot. */
export function lazyMap<Value>(keys: readonly string[], make: (key: string) => Value): ReadonlyMap<string, Value> {
  const known = new Set(keys)
  const made = new Map<string, Value>()
  const get = (key: string): Value | undefined => {
    const before = made.get(key)
    if (before !== undefined || !known.has(key)) return before
    const value = make(key)
    made.set(key, value)
    return value
  }
  // all of them, in their order, before the first is handed out
  const all = (): Map<string, Value> => {
    if (ordered !== undefined) return ordered
    const entries = keys.map((key): [string, Value] => [key, made.get(key) ?? make(key)])
    ordered = new Map(entries)
    for (const [key, value] of entries) made.set(key, value)
    return ordered
  }
  let ordered: Map<string, Value> | undefined
  return {
    size: known.size,
    has: (key) => known.has(key),
    get,
    keys: () => known.keys(),
    values: () => all().values(),
    entries: () => all().entries(),
    [Symbol.iterator]: () => all().entries(),
    forEach(use) {
      for (const [key, value] of all()) use(value, key, this)
    },
  }
}
