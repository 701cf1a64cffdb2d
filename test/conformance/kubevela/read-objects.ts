/** An object of Kubernetes as plain data. */
export interface Plain {
  readonly kind: string
  readonly apiVersion: string
  readonly metadata: { readonly name: string; readonly [key: string]: unknown }
  readonly [key: string]: unknown
}

export type Tree = Record<string, unknown>

export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Gives what stands at a path of keys and positions. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  let found: unknown = value
  for (const key of path) found = typeof found === 'object' && found !== null ? Reflect.get(found, key) : undefined
  return found
}

/** Gives the maps of a list. */
export function mapsAt(value: unknown, ...path: readonly (string | number)[]): readonly Tree[] {
  const found = at(value, ...path)
  return Array.isArray(found) ? found.filter(isTree) : []
}

/** Gives the pods that an object makes. */
export function podOf(object: Plain): Tree | undefined {
  const path = object.kind === 'CronJob' ? ['spec', 'jobTemplate', 'spec', 'template', 'spec'] : ['spec', 'template', 'spec']
  const found = at(object, ...path)
  return isTree(found) ? found : undefined
}

/** Gives all containers of a pod, in the order of the lists. */
export function containersOf(pod: unknown): readonly Tree[] {
  return [...mapsAt(pod, 'initContainers'), ...mapsAt(pod, 'containers')]
}

/** Gives the data without what is empty, at every depth. */
export function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty)
  if (!isTree(value)) return value
  const entries = Object.entries(value).map(([key, item]): [string, unknown] => [key, withoutEmpty(item)])
  return Object.fromEntries(
    entries.filter(
      ([, item]) => item !== undefined && item !== null && item !== '' && !(typeof item === 'object' && Object.keys(item).length === 0),
    ),
  )
}

/** Gives the data with the keys of every map in order. */
export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (!isTree(value)) return value
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  )
}
