/** Gives an object changed by a JSON merge patch (RFC 7396): maps are merged, `null` takes an entry away, everything else replaces. */
export function mergePatch<T extends object>(object: T, patch: unknown): T {
  // what a patch makes of the object is checked by its caller
  return merge(object, patch) as T
}

function merge(value: unknown, patch: unknown): unknown {
  if (!isMap(patch)) return patch
  const merged: Record<string, unknown> = isMap(value) ? { ...value } : {}
  for (const [key, change] of Object.entries(patch)) {
    if (change === null) delete merged[key]
    else Object.defineProperty(merged, key, { value: merge(merged[key], change), enumerable: true, configurable: true, writable: true })
  }
  return merged
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
