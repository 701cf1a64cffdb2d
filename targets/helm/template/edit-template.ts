import { isMap, type Template, type TemplateList, type TemplateMap } from './nodes.js'

/** Gives the map under these keys, if there is one. */
export function mapAt(map: TemplateMap, ...path: readonly string[]): TemplateMap | undefined {
  let at: Template | undefined = map
  for (const key of path) {
    if (!isMap(at)) return undefined
    at = at[key]
  }
  return isMap(at) ? at : undefined
}

/** Gives the maps of the list under a key. */
export function mapsAt(map: TemplateMap, key: string): readonly TemplateMap[] {
  const list = map[key]
  return isList(list) ? list.filter(isMap) : []
}

/** Tells a plain list from everything else. */
export function isList(value: Template | undefined): value is TemplateList {
  return Array.isArray(value)
}

/** Puts an entry into a map: in the place of the one that is there, else before the first of the keys `before` that the map has, else at the end. */
export function putEntry(map: TemplateMap, key: string, value: Template | undefined, ...before: readonly string[]): void {
  if (value === undefined || key in map) {
    map[key] = value
    return
  }
  const next = before.find((candidate) => candidate in map)
  if (next === undefined) {
    map[key] = value
    return
  }
  const entries = Object.entries(map)
  const at = entries.findIndex(([name]) => name === next)
  for (const [name] of entries.slice(at)) delete map[name]
  map[key] = value
  for (const [name, child] of entries.slice(at)) map[name] = child
}
