import { compareText } from '../../diagnostic.js'
import { canonicalJson } from '../../print/canonical-json.js'
import { hiddenValue, hideSecrets, isHidden } from './hide-secrets.js'
import { namesOfItems } from './names-of-items.js'

/** A step into a value: the key of a map, or the name by which an item of a list is known. */
export interface Step {
  readonly name: string
  readonly isItem: boolean
}

/** A value that is different. What is not there on one side is undefined there; a secret's value is hidden. */
export interface FieldChange {
  readonly path: readonly Step[]
  readonly before?: unknown
  readonly after?: unknown
}

/**
 * Gives the smallest parts in which two values of plain data differ, in a stable order. The order of keys is no difference.
 * Items of lists are compared by name where they have names; where only their order differs, the names in order are the values.
 */
export function compareValues(before: unknown, after: unknown, path: readonly Step[] = []): FieldChange[] {
  if (canonicalJson([before]) === canonicalJson([after])) return []
  if (isMap(before) && isMap(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort(compareText)
    return keys.flatMap((name) => compareValues(own(before, name), own(after, name), [...path, { name, isItem: false }]))
  }
  const names = isListOrNothing(before) && isListOrNothing(after) ? namesOfItems(before ?? [], after ?? []) : undefined
  if (names === undefined) return [change(path, before, after)]
  const [old, fresh] = names
  const all = [...new Set([...old.keys(), ...fresh.keys()])]
  const items = all.flatMap((name) => compareValues(old.get(name), fresh.get(name), [...path, { name, isItem: true }]))
  const [oldOrder, freshOrder] = [old, fresh].map((list) => [...list.keys()].filter((name) => old.has(name) && fresh.has(name)))
  const hasMoved = !isUnordered(path) && oldOrder?.join('\0') !== freshOrder?.join('\0')
  return [...items, ...(hasMoved ? [{ path: [...path, { name: 'order', isItem: true }], before: oldOrder, after: freshOrder }] : [])]
}

/** Components and policies run and count in whatever order they stand. */
function isUnordered(path: readonly Step[]): boolean {
  return path.length === 2 && path[0]?.name === 'spec' && (path[1]?.name === 'components' || path[1]?.name === 'policies')
}

function change(path: readonly Step[], before: unknown, after: unknown): FieldChange {
  const hidden = isHidden(path)
  const shown = (value: unknown): unknown => (value === undefined ? undefined : hidden ? hiddenValue : hideSecrets(value, path))
  const [old, fresh] = [shown(before), shown(after)]
  return { path, ...(old !== undefined && { before: old }), ...(fresh !== undefined && { after: fresh }) }
}

function isListOrNothing(value: unknown): value is readonly unknown[] | undefined {
  return value === undefined || Array.isArray(value)
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function own(map: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(map, name) ? map[name] : undefined
}
