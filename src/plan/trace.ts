import type { Span } from '../diagnostic.js'
import type { Document } from '../language/document.js'

/** An entry of a manifest: `parent[key]`, a value or everything under it. */
export interface Place {
  readonly document: Document
  readonly parent: object
  readonly key: string | number
}

/** A value on its way from the manifest into the plan, with the entries that it was made from. */
export interface Traced<T> {
  readonly value: T
  readonly places: readonly Place[]
}

/**
 * Where every value of the plan came from. The planner fills it as it builds; the ledger (`ledger.ts`) asks it
 * which entries of a manifest a target has used, and diagnostics ask it for the user's line.
 */
export interface Trace {
  /** Gives the entry of a manifest and its value, mapped; nothing where the entry is absent or null. An object without `map` is copied, and each of its leaves keeps its own place. */
  from<T extends object, K extends keyof T & (string | number)>(
    document: Document,
    parent: T,
    key: K,
  ): Traced<NonNullable<T[K]>> | undefined
  from<T extends object, K extends keyof T & (string | number), R>(
    document: Document,
    parent: T,
    key: K,
    map: (value: NonNullable<T[K]>) => R,
  ): Traced<R> | undefined
  /** Makes an object of the plan: entries that are absent are left out, the places of the others are remembered. */
  build<T extends object>(shape: Shape<T>): T
  /** Gives the object with some entries changed; the others keep their places, and an entry that becomes undefined goes. */
  amend<T extends object>(object: T, changes: Partial<Shape<T>>): T
  /** Gives an entry of the plan with the places that it has, to be put somewhere else. */
  held<T extends object, K extends keyof T & (string | number)>(object: T, key: K): Traced<Exclude<T[K], undefined>> | undefined
  /** Makes a list whose items are plain values with places of their own. */
  list<T>(items: readonly Traced<T>[]): readonly T[]
  /** Joins the places of several entries that made one value. */
  join<T>(value: T, ...sources: readonly (Traced<unknown> | undefined)[]): Traced<T>
  /** Says that an entry decided what the plan consists of (such as the type of a trait), so that no value carries it. */
  decide(document: Document, parent: object, key: string | number): void
  /** The entries that made `object[key]`; none where the planner's default did. */
  placesOf(object: object, key: string | number): readonly Place[]
  /** The entries that decided the plan's structure. */
  readonly decided: readonly Place[]
}

/** An object of the plan before it is built: each entry is a plain value, or one with its places. */
export type Shape<T extends object> = {
  readonly [K in keyof T]: T[K] | Traced<Exclude<T[K], undefined>> | (undefined extends T[K] ? undefined : T[K])
}

/** Makes an empty trace for one plan. */
export function makeTrace(): Trace {
  const table = new Map<object, Map<string, readonly Place[]>>()
  const decided: Place[] = []

  function remember(object: object, key: string | number, places: readonly Place[]): void {
    let entries = table.get(object)
    if (entries === undefined) table.set(object, (entries = new Map()))
    entries.set(String(key), places)
  }

  /** Copies plain data, and remembers for each leaf the entry that it was. */
  function copy(document: Document, value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) {
      const items = value.map((item: unknown) => copy(document, item))
      for (let key = 0; key < items.length; key++) remember(items, key, [{ document, parent: value, key }])
      return items
    }
    const target: Record<string, unknown> = {}
    for (const [key, child] of Object.entries(value)) {
      define(target, key, copy(document, child))
      remember(target, key, [{ document, parent: value, key }])
    }
    return target
  }

  /** A mapped value has no entries of its own: each of its leaves came from all of `places`. */
  function spread(value: unknown, places: readonly Place[]): void {
    if (typeof value !== 'object' || value === null) return
    for (const [key, child] of Object.entries(value)) {
      if (table.get(value)?.has(key)) continue
      remember(value, key, places)
      spread(child, places)
    }
  }

  function from<T extends object, K extends keyof T & (string | number), R>(
    document: Document,
    parent: T,
    key: K,
    map?: (value: NonNullable<T[K]>) => R,
  ): Traced<unknown> | undefined {
    const value = parent[key]
    if (value === undefined || value === null) return undefined
    const places = [{ document, parent, key }]
    if (map === undefined) return { value: copy(document, value), places }
    const mapped = map(value)
    spread(mapped, places)
    return { value: mapped, places }
  }

  function put(object: Record<string, unknown>, key: string, entry: unknown): void {
    if (entry === undefined) return
    const isBare = !isTraced(entry)
    define(object, key, isBare ? entry : entry.value)
    if (!isBare) remember(object, key, entry.places)
  }

  return {
    // the overloads tell the caller what `map` decides; the body cannot see which of them was called
    from: from as Trace['from'],
    build<T extends object>(shape: Shape<T>): T {
      const object: Record<string, unknown> = {}
      for (const [key, entry] of Object.entries(shape)) put(object, key, entry)
      return object as T
    },
    amend<T extends object>(object: T, changes: Partial<Shape<T>>): T {
      const next: Record<string, unknown> = {}
      for (const [key, value] of Object.entries(object)) {
        const places = table.get(object)?.get(key)
        put(next, key, Object.hasOwn(changes, key) ? Reflect.get(changes, key) : places ? { value, places } : value)
      }
      for (const [key, entry] of Object.entries(changes)) if (!Object.hasOwn(object, key)) put(next, key, entry)
      return next as T
    },
    held<T extends object, K extends keyof T & (string | number)>(object: T, key: K): Traced<Exclude<T[K], undefined>> | undefined {
      const value = object[key]
      // the check below leaves out what `Exclude` does, which the compiler does not follow
      return value === undefined
        ? undefined
        : { value: value as Exclude<T[K], undefined>, places: table.get(object)?.get(String(key)) ?? [] }
    },
    list(items) {
      const values = items.map(({ value }) => value)
      items.forEach(({ places }, index) => remember(values, index, places))
      return values
    },
    join(value, ...sources) {
      const places = sources.flatMap((source) => source?.places ?? [])
      spread(value, places)
      return { value, places }
    },
    decide(document, parent, key) {
      decided.push({ document, parent, key })
    },
    placesOf: (object, key) => table.get(object)?.get(String(key)) ?? [],
    decided,
  }
}

/** Gives the user's own line for an entry. */
export function spanOf({ document, parent, key }: Place, part?: 'key' | 'value'): Span {
  return document.at(parent, key, part)
}

/** A plain assignment to `__proto__` would change the object instead of adding a key. */
function define(object: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true })
  else object[key] = value
}

const tracedKeys = ['value', 'places']

function isTraced(entry: unknown): entry is Traced<unknown> {
  return (
    typeof entry === 'object' &&
    entry !== null &&
    'places' in entry &&
    Array.isArray(entry.places) &&
    Object.keys(entry).every((key) => tracedKeys.includes(key))
  )
}
