import { type Content, describeContent } from './content.js'
import { Refusal } from './refusal.js'
import { compareByCodePoint, printFloat } from './rust-text.js'

/** Gives a buffered value as serde_json holds it: keys must be strings, a key given twice keeps its last value, infinities and NaN become null. */
export function toJson(content: Content): Content {
  if (content.kind === 'float') return Number.isFinite(content.value) ? content : { ...content, kind: 'null' }
  if (content.kind === 'list') return { ...content, items: content.items.map(toJson) }
  if (content.kind !== 'map') return content
  const entries = new Map<string, { readonly key: Content; readonly value: Content }>()
  for (const { key, value } of content.entries) {
    if (key.kind !== 'string') throw new Refusal(`expected a string as the key, found ${describeContent(key)}`, key, content.path)
    entries.set(key.value, { key, value: toJson(value) })
  }
  const sorted = [...entries].sort(([a], [b]) => compareByCodePoint(a, b)).map(([, entry]) => entry)
  return { ...content, entries: sorted }
}

/** Gives what stands under `key` in a map, else undefined. */
export function member(content: Content, key: string): Content | undefined {
  if (content.kind !== 'map') return undefined
  return content.entries.find((entry) => entry.key.kind === 'string' && entry.key.value === key)?.value
}

/** Gives JSON as wadm 0.21 prints it in messages: on one line, without spaces, keys in order. */
export function printJson(json: Content): string {
  switch (json.kind) {
    case 'null':
      return 'null'
    case 'boolean':
    case 'integer':
      return String(json.value)
    case 'float':
      return printFloat(json.value)
    case 'string':
      return JSON.stringify(json.value)
    case 'list':
      return `[${json.items.map(printJson).join(',')}]`
    case 'map':
      return `{${json.entries.map(({ key, value }) => `${printJson(key)}:${printJson(value)}`).join(',')}}`
  }
}

/** Gives JSON as a plain value; integers beyond 2^53 lose their last digits. */
export function plainJson(json: Content): unknown {
  switch (json.kind) {
    case 'null':
      return null
    case 'integer':
      return Number(json.value)
    case 'list':
      return json.items.map(plainJson)
    case 'map':
      return Object.fromEntries(json.entries.map(({ key, value }) => [key.kind === 'string' ? key.value : '', plainJson(value)]))
    default:
      return json.value
  }
}
