import { type Content, type ContentList, type ContentMap, describeContent } from './content.js'
import { describeUnknown, type Field, type Fields, fieldOf } from './field.js'
import type { Text, TextEntry } from './manifest.js'
import { Refusal } from './refusal.js'
import { compareByCodePoint } from './rust-text.js'
import type { Span } from './yaml-node.js'

// How serde reads a buffered value (serde `ContentDeserializer`): strictly, with no scalar taken for another.

/** Gives a string; a number, boolean or null is refused. */
export function readString(content: Content): Text {
  if (content.kind !== 'string') throw unexpected('a string', content)
  return { value: content.value, start: content.start, end: content.end }
}

/** Gives the entries of a map of strings by key; a key given twice keeps its last value. */
export function readStringMap(content: Content): TextEntry[] {
  if (content.kind !== 'map') throw unexpected('a map', content)
  const found = new Map<string, TextEntry>()
  for (const entry of content.entries) {
    const key = readString(entry.key)
    found.set(key.value, { key, value: readString(entry.value) })
  }
  return [...found.values()].sort((a, b) => compareByCodePoint(a.key.value, b.key.value))
}

/** Gives what `read` makes of each item, and where to point at the whole list; null is not a list. */
export function readList<Value>(
  content: Content,
  read: (item: Content) => Value,
): { readonly items: readonly Value[]; readonly head: Span } {
  if (content.kind !== 'list') throw unexpected('a list', content)
  return { items: content.items.map(read), head: content.head }
}

/** Gives a whole number from 0 up, as Rust's `usize` is; floats and strings are refused. */
export function readUnsigned(content: Content): bigint {
  if (content.kind !== 'integer' || content.value < 0n) throw unexpected('a whole number from 0 up', content)
  return content.value
}

/** Gives undefined for null, else what `read` makes of the value. */
export function readOptional<Value>(content: Content, read: (value: Content) => Value): Value | undefined {
  return content.kind === 'null' ? undefined : read(content)
}

/**
 * Hands the values of a struct to its fields. serde takes the fields by name, by their number (the key `0` is the first field)
 * or, from a list, by their order; so does this.
 */
export function readRecord(content: Content, fields: Fields<Content>, other: 'refuse' | 'skip'): void {
  if (content.kind === 'map') readByKey(content, fields, other)
  else if (content.kind === 'list') readByOrder(content, fields)
  else throw unexpected('a map', content)
}

function readByKey(content: ContentMap, fields: Fields<Content>, other: 'refuse' | 'skip'): void {
  for (const { key, value } of content.entries) {
    const field = fieldAt(key, fields)
    if (field?.found() !== undefined) throw new Refusal(`the key \`${nameOf(key)}\` is given twice`, key, content.path)
    if (field !== undefined) field.accept(value)
    else if (other === 'refuse') throw new Refusal(describeUnknown(nameOf(key), fields), key, content.path)
  }
}

function fieldAt(key: Content, fields: Fields<Content>): Field<unknown, Content> | undefined {
  if (key.kind === 'string') return fieldOf(fields, key.value)
  if (key.kind !== 'integer' || key.value < 0n) throw unexpected('a key', key)
  return Object.values(fields).find((_, index) => BigInt(index) === key.value)
}

function readByOrder(content: ContentList, fields: Fields<Content>): void {
  const slots = Object.entries(fields)
  for (const [index, [name, field]] of slots.entries()) {
    const item = content.items[index]
    if (item !== undefined) field.accept(item)
    else if (!field.mayBeMissing) throw new Refusal(`expected a map; as a list it has no item for \`${name}\``, content, content.path)
  }
  const extra = content.items[slots.length]
  if (extra !== undefined) throw new Refusal(`expected a map; as a list it has more than ${slots.length} items`, extra, content.path)
}

function nameOf(key: Content): string {
  return key.kind === 'string' || key.kind === 'integer' ? String(key.value) : '?'
}

function unexpected(expected: string, content: Content): Refusal {
  return new Refusal(`expected ${expected}, found ${describeContent(content)}`, content, content.path)
}
