import { bufferContent, describeContent, joinPath } from './content.js'
import { type Cursor, follow } from './cursor.js'
import { describeUnknown, type Fields, fieldOf } from './field.js'
import type { Text, TextEntry } from './manifest.js'
import { Refusal } from './refusal.js'
import { compareByCodePoint } from './rust-text.js'
import type { YamlNode } from './yaml-node.js'

// How serde_yaml 0.9 reads a value whose type it knows beforehand (de.rs, `deserialize_str`, `_map`, `_seq`, `_option`): tags mean nothing here.

/** Gives any scalar's text, whatever it looks like: `1.0` and `~` are strings here. Refuses lists and maps. */
export function readText(cursor: Cursor): Text {
  const { node, path } = follow(cursor)
  if (node.kind !== 'scalar') throw new Refusal(`expected a string, found a ${node.kind}`, node, path)
  return { value: node.text, start: node.start, end: node.end }
}

/** Gives the entries of a map of strings in wadm's order, which is by key; a key given twice keeps its last value. */
export function readTextMap(cursor: Cursor): TextEntry[] {
  const found = new Map<string, TextEntry>()
  for (const { key, value } of readPairs(cursor)) found.set(key.value, { key, value: readText(value) })
  return [...found.values()].sort((a, b) => compareByCodePoint(a.key.value, b.key.value))
}

/** Gives what `read` makes of each item. An absent value is an empty list; `null` and `~` are not. */
export function readItems<Value>(cursor: Cursor, read: (item: Cursor) => Value): Value[] {
  const { source, node, path } = follow(cursor)
  if (isEmptyPlain(node)) return []
  if (node.kind !== 'list') throw new Refusal(`expected a list, found ${describe(cursor)}`, node, path)
  return node.items.map((item, index) => read({ source, node: item, path: `${path}[${index}]` }))
}

/** Gives undefined for null, else what `read` makes of the value. */
export function readNullable<Value>(cursor: Cursor, read: (value: Cursor) => Value): Value | undefined {
  const { node, path } = follow(cursor)
  if (node.kind !== 'scalar' || !node.isPlain) return read(cursor)
  const isNull = /^(?:null|Null|NULL|~)$/.test(node.text)
  if (node.tag === 'tag:yaml.org,2002:null') {
    if (!isNull) throw new Refusal(`expected null, found the string \`${node.text}\``, node, path)
    return undefined
  }
  return node.tag === undefined && (isNull || node.text === '') ? undefined : read(cursor)
}

/** Hands every value of a map to its field, in the order of the text. Other keys are refused or skipped, or go to `other`. */
export function readStruct(cursor: Cursor, fields: Fields<Cursor>, other: 'refuse' | 'skip' | ((key: Text, value: Cursor) => void)): void {
  const { path } = cursor
  for (const { key, value } of readPairs(cursor)) {
    const field = fieldOf(fields, key.value)
    if (field?.found() !== undefined) throw new Refusal(`the key \`${key.value}\` is given twice`, key, path)
    if (field !== undefined) field.accept(value)
    else if (other === 'refuse') throw new Refusal(describeUnknown(key.value, fields), key, path)
    else if (other !== 'skip') other(key, value)
  }
}

/** Lazily, as wadm reads: a fault in an earlier value comes before a fault in a later key. */
function* readPairs(cursor: Cursor): Generator<{ key: Text; value: Cursor }> {
  const { source, node, path } = follow(cursor)
  if (isEmptyPlain(node)) return
  if (node.kind !== 'map') throw new Refusal(`expected a map, found ${describe(cursor)}`, node, path)
  for (const pair of node.pairs) {
    const key = readText({ source, node: pair.key, path })
    yield { key, value: { source, node: pair.value, path: joinPath(path, key.value) } }
  }
}

function isEmptyPlain(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.text === '' && node.isPlain
}

function describe(cursor: Cursor): string {
  const { node } = follow(cursor)
  return node.kind === 'scalar' ? describeContent(bufferContent(cursor)) : `a ${node.kind}`
}
