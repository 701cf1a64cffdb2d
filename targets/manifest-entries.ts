/** Gives an entry of a map of a wadm manifest, which the plan types loosely; nothing where it is absent or the value is no map. */
export function entryAt(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}

/** Gives an entry that is text; empty where it is not. */
export function textAt(value: unknown, key: string): string {
  const found = entryAt(value, key)
  return typeof found === 'string' ? found : ''
}

/** Gives the items of an entry that is a list; none where it is not. */
export function listAt(value: unknown, key: string): readonly unknown[] {
  const found = entryAt(value, key)
  return Array.isArray(found) ? found : []
}

/** Gives the entries of a map; none where the value is no map. */
export function mapOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
