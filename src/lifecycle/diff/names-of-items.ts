/** The items of a list by the names by which they are known, in their order. */
export type NamedItems = ReadonlyMap<string, unknown>

/**
 * Gives the items of two lists by name, where all items of both are maps that a name tells apart: traits by their type (links by what they lead to), objects of Kubernetes by kind and name,
 * others by the first of some usual keys. Nothing where they have no names: then position is all that they have.
 */
export function namesOfItems(before: readonly unknown[], after: readonly unknown[]): readonly [NamedItems, NamedItems] | undefined {
  if (before.length + after.length === 0) return undefined
  for (const nameOf of namings) {
    const [old, fresh] = [named(before, nameOf), named(after, nameOf)]
    if (old !== undefined && fresh !== undefined) return [old, fresh]
  }
  return undefined
}

type Naming = (item: object) => string | undefined

const byKey =
  (key: string): Naming =>
  (item) => {
    const value: unknown = Reflect.get(item, key)
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
  }

const namings: readonly Naming[] = [
  kubernetesObject,
  byKey('name'),
  traitOf,
  ...['containerPort', 'port', 'mountPath', 'path', 'key', 'topologyKey', 'ip'].map(byKey),
]

function named(items: readonly unknown[], nameOf: Naming): NamedItems | undefined {
  const found = new Map<string, unknown>()
  for (const item of items) {
    const name = typeof item === 'object' && item !== null && !Array.isArray(item) ? nameOf(item) : undefined
    if (name === undefined || found.has(name)) return undefined
    found.set(name, item)
  }
  return found
}

function kubernetesObject(item: object): string | undefined {
  const [kind, metadata]: unknown[] = [Reflect.get(item, 'kind'), Reflect.get(item, 'metadata')]
  const name: unknown = typeof metadata === 'object' && metadata !== null ? Reflect.get(metadata, 'name') : undefined
  return typeof kind === 'string' && typeof name === 'string' ? `${kind} ${name}` : undefined
}

/** `link cache`, `sidecar logger`, `scaler`. */
function traitOf(item: object): string | undefined {
  const [type, properties]: unknown[] = [Reflect.get(item, 'type'), Reflect.get(item, 'properties')]
  if (typeof type !== 'string') return undefined
  const said = (key: string): string => {
    const value: unknown = typeof properties === 'object' && properties !== null ? Reflect.get(properties, key) : undefined
    const name: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'name') : value
    return typeof name === 'string' && name !== '' ? ` ${name}` : ''
  }
  if (type !== 'link') return `${type}${said('name')}`
  const parts = [said('namespace'), said('package')].map((part) => part.trim()).filter(Boolean)
  return `link${said('target')}${parts.length > 0 ? ` by ${parts.join(':')}` : ''}${said('name') === '' ? '' : ` as${said('name')}`}`
}
