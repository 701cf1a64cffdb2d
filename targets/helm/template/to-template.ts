import type { Template, TemplateMap, Text } from './nodes.js'

/** Gives a text as a template of it; by default as it is. */
export type TextTemplate = (text: string) => string | Text

/** Gives plain data as a template that says the same; a copy, of which pieces may be replaced. */
export function toTemplate(value: unknown, textOf: TextTemplate = asItIs): Template {
  if (typeof value === 'string') return textOf(value)
  if (Array.isArray(value)) return value.map((item) => toTemplate(item, textOf))
  if (typeof value === 'object' && value !== null) return toTemplateMap(value, textOf)
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value
  throw new TypeError(`a template cannot hold a ${typeof value}`)
}

/** Gives a plain object as a template; entries that are undefined are left out. */
export function toTemplateMap(value: object, textOf: TextTemplate = asItIs): TemplateMap {
  // an assignment to the key `__proto__` would be lost
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, child]) => (child === undefined ? [] : [[key, toTemplate(child, textOf)]])),
  )
}

function asItIs(text: string): string {
  return text
}
