import type { FieldPath } from './finding.js'

/** A value and where it stands. */
export interface PlacedValue {
  readonly path: FieldPath
  readonly value: unknown
}

/** Gives the values at a pattern such as `task.containerDefinitions.*.memory`, where `*` is every item of a list or every entry of a map; what is absent is left out. */
export function valuesAt(root: object, pattern: string): readonly PlacedValue[] {
  return pattern
    .split('.')
    .reduce<readonly PlacedValue[]>((found, step) => found.flatMap((placed) => below(placed, step)), [{ path: [], value: root }])
}

function below({ path, value }: PlacedValue, step: string): readonly PlacedValue[] {
  if (typeof value !== 'object' || value === null) return []
  if (step !== '*') return entry(value, path, step)
  if (Array.isArray(value)) return value.map((item: unknown, at) => ({ path: [...path, at], value: item }))
  return Object.keys(value).flatMap((key) => entry(value, path, key))
}

function entry(value: object, path: FieldPath, key: string): readonly PlacedValue[] {
  const found: unknown = Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined
  return found === undefined ? [] : [{ path: [...path, key], value: found }]
}
