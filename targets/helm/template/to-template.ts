import type { Template, TemplateMap } from './nodes.js'

/** Gives plain data as a template that says the same; a copy, of which pieces may be replaced. */
export function toTemplate(value: unknown): Template {
  if (Array.isArray(value)) return value.map(toTemplate)
  if (typeof value === 'object' && value !== null) return toTemplateMap(value)
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null) return value
  throw new TypeError(`a template cannot hold a ${typeof value}`)
}

/** Gives a plain object as a template; entries that are undefined are left out. */
export function toTemplateMap(value: object): TemplateMap {
  const map: TemplateMap = {}
  for (const [key, child] of Object.entries(value)) if (child !== undefined) map[key] = toTemplate(child)
  return map
}
