import type { Manifest } from '../language/manifest.js'
import type { Place, Trace } from './trace.js'

/**
 * The books behind the first promise (nothing is lost silently): which leaves of the manifests a target has used is recorded
 * while it reads the plan, so that a leaf that nothing used is found without anybody remembering it.
 */
export interface Ledger {
  /** Gives the plan in a form that records every leaf that is read from it. */
  watch<T extends object>(plan: T): T
  /** Says that an object of a target was made from one of the plan, so that what is asked or said of it is asked and said of that; `names` gives entries that have another name there. */
  standsFor(made: object, original: object, names?: Readonly<Record<string, string>>): void
  /** Marks the entries behind `object[key]`, or behind the whole object, as spoken of in a diagnostic. */
  settle(object: object, key?: string | number): void
  /** For `object[key]`, or, without a key, for each leaf of the object, the first of the entries behind it: where a person would look. */
  leadsOf(object: object, key?: string | number): readonly Place[]
  /** The outermost entries of a manifest of which no leaf was used or spoken of. */
  unused(manifest: Manifest): readonly Place[]
}

/** Opens the books for one target and one plan. */
export function makeLedger(trace: Trace): Ledger {
  const used = new Map<object, Set<string>>()
  const originals = new Map<object, object>()
  const renamed = new Map<object, Readonly<Record<string, string>>>()
  const proxies = new Map<object, object>()
  const whole = new Set<object>()

  const read = new Map<object, Set<string | number>>()

  // what thousands share has thousands of places, and is read by each of them: once is enough
  const mark = (object: object, key: string | number): void => {
    let keys = read.get(object)
    if (keys === undefined) read.set(object, (keys = new Set()))
    if (keys.has(key)) return
    keys.add(key)
    for (const { parent, key: entry } of trace.placesOf(object, key)) markPlace(parent, entry)
  }

  function markPlace(parent: object, key: string | number): void {
    let keys = used.get(parent)
    if (keys === undefined) used.set(parent, (keys = new Set()))
    if (keys.has(String(key))) return
    keys.add(String(key))
    const value: unknown = Reflect.get(parent, key)
    if (typeof value === 'object' && value !== null && !whole.has(value)) {
      whole.add(value)
      for (const child of Object.keys(value)) markPlace(value, child)
    }
  }

  for (const { parent, key } of trace.decided) {
    let keys = used.get(parent)
    if (keys === undefined) used.set(parent, (keys = new Set()))
    keys.add(String(key))
  }

  function watch<T extends object>(object: T): T {
    const known = proxies.get(object)
    if (known !== undefined) return known as T
    const proxy = new Proxy(object, {
      get(target, key, receiver) {
        const value: unknown = Reflect.get(target, key, receiver)
        if (typeof key === 'symbol') return value
        if (typeof value === 'object' && value !== null) {
          if (isEmpty(value)) mark(target, key)
          return watch(value)
        }
        if (typeof value !== 'function' && Object.hasOwn(target, key)) mark(target, key)
        return value
      },
    })
    proxies.set(object, proxy)
    originals.set(proxy, object)
    return proxy
  }

  /** The entries behind `object[key]`, or, without a key, behind each leaf of the object. */
  function leavesOf(object: object, key?: string | number): readonly (readonly Place[])[] {
    const original = originals.get(object) ?? object
    if (key === undefined) return Object.keys(original).flatMap((child) => leavesOf(original, child))
    const name = renamed.get(object)?.[key] ?? key
    const own = trace.placesOf(original, name)
    const child: unknown = Reflect.get(original, name)
    return own.length > 0 ? [own] : typeof child === 'object' && child !== null ? leavesOf(child) : []
  }

  return {
    watch,
    standsFor(made, original, names = {}) {
      originals.set(made, originals.get(original) ?? original)
      renamed.set(made, names)
    },
    leadsOf: (object, key) => leavesOf(object, key).flatMap(([lead]) => lead ?? []),
    settle(object, key) {
      for (const { parent, key: entry } of leavesOf(object, key).flat()) markPlace(parent, entry)
    },
    unused({ app, document }) {
      const places: Place[] = []
      sweep(app, (parent, key) => places.push({ document, parent, key }))
      return places
    },
  }

  /**
   * Tells whether a leaf under the object is used; undefined where it has none: an empty list or map, or a null, says nothing that could be lost.
   * Reports the outermost unused entries of an object of which some are used.
   */
  function sweep(object: object, report: (parent: object, key: string) => void): boolean | undefined {
    const untouched: string[] = []
    const below: [object, string][] = []
    let touched = false
    for (const key of Object.keys(object)) {
      const value: unknown = Reflect.get(object, key)
      if (value === null) continue
      const isUsed =
        typeof value === 'object' ? sweep(value, (parent, child) => below.push([parent, child])) : (used.get(object)?.has(key) ?? false)
      if (isUsed === false) untouched.push(key)
      else if (isUsed) touched = true
    }
    if (!touched) return untouched.length > 0 ? false : undefined
    for (const [parent, key] of [...below, ...untouched.map((key): [object, string] => [object, key])]) report(parent, key)
    return true
  }
}

function isEmpty(value: object): boolean {
  if (Array.isArray(value)) return value.length === 0
  for (const _ in value) return false
  return true
}
