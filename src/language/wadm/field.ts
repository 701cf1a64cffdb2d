import { Refusal } from './refusal.js'
import type { Span } from './yaml-node.js'

/** One field of a struct while it is read: `accept` takes the value under its key, `found` gives what was read. */
export interface Field<Value, Node> {
  readonly accept: (node: Node) => void
  readonly found: () => { readonly value: Value } | undefined
  /** Another key for the same field (serde `alias`). */
  readonly alias?: string
  /** True where a list in place of the struct may end before this field (serde `default`). */
  readonly mayBeMissing: boolean
}

/** Gives an empty field that reads its value with `read`. */
export function field<Value, Node>(
  read: (node: Node) => Value,
  options: { readonly alias?: string; readonly mayBeMissing?: boolean } = {},
): Field<Value, Node> {
  let found: { readonly value: Value } | undefined
  return {
    accept: (node) => {
      found = { value: read(node) }
    },
    found: () => found,
    mayBeMissing: options.mayBeMissing ?? false,
    ...(options.alias === undefined ? {} : { alias: options.alias }),
  }
}

/** The fields of a struct by key, in wadm's order. */
export type Fields<Node> = Readonly<Record<string, Field<unknown, Node>>>

/** Gives the field that `key` names, by its name or its alias. */
export function fieldOf<Node>(fields: Fields<Node>, key: string): Field<unknown, Node> | undefined {
  if (Object.hasOwn(fields, key)) return fields[key]
  return Object.values(fields).find((candidate) => candidate.alias === key)
}

/** Gives the field's value; refuses when the key was absent. */
export function required<Value, Node>(from: Field<Value, Node>, key: string, holder: { readonly head: Span }, path: string): Value {
  const found = from.found()
  if (found === undefined) throw new Refusal(`the key \`${key}\` is missing`, holder.head, path)
  return found.value
}

/** Gives the field's value, or `absent` when the key was absent. */
export function optional<Value, Absent, Node>(from: Field<Value, Node>, absent: Absent): Value | Absent {
  const found = from.found()
  return found === undefined ? absent : found.value
}

/** Gives why `key` is not a field: "`a` is not a key here; `b` and `c` are". */
export function describeUnknown(key: string, fields: object): string {
  const known = Object.keys(fields).map((name) => `\`${name}\``)
  return `\`${key}\` is not a key here; the keys are ${known.slice(0, -1).join(', ')} and ${known.at(-1) ?? ''}`
}
