import { isInstruction, isMap, joined, node, type Template, type TemplateList, type TemplateMap, withValue } from './nodes.js'

/** Gives the map under these keys, if there is one. */
export function mapAt(map: TemplateMap | undefined, ...path: readonly string[]): TemplateMap | undefined {
  let at: Template | undefined = map
  for (const key of path) {
    if (!isMap(at)) return undefined
    at = at[key]
  }
  return isMap(at) ? at : undefined
}

/** Gives the maps of the list under a key, and of a list in pieces those of its plain ones. */
export function mapsAt(map: TemplateMap | undefined, key: string): readonly TemplateMap[] {
  const list = map?.[key]
  const pieces = isInstruction(list) && list[node] === 'joined' ? list.parts : [list]
  return pieces.flatMap((piece) => (isList(piece) ? piece.filter(isMap) : []))
}

/** Tells a plain list from everything else. */
export function isList(value: Template | undefined): value is TemplateList {
  return Array.isArray(value)
}

/** Tells whether a template is plain data through and through. */
export function isPlain(value: Template | undefined): boolean {
  if (isInstruction(value)) return false
  if (isList(value)) return value.every(isPlain)
  return isMap(value) ? Object.values(value).every(isPlain) : true
}

/** Puts an entry into a map: in the place of the one that is there, else before the first of the keys `before` that the map has, else at the end. */
export function putEntry(map: TemplateMap, key: string, value: Template | undefined, ...before: readonly string[]): void {
  const next = key in map ? undefined : before.find((candidate) => candidate in map)
  if (next === undefined) {
    map[key] = value
    return
  }
  const entries = Object.entries(map)
  const rest = entries.slice(entries.findIndex(([name]) => name === next))
  for (const [name] of rest) delete map[name]
  map[key] = value
  for (const [name, child] of rest) map[name] = child
}

/** Lets a value of the chart give further items of a list; the list is there only where it has items. */
export function appendItems(map: TemplateMap, key: string, value: string, items: Template, ...before: readonly string[]): void {
  const list = map[key]
  const more = withValue(value, items)
  if (isList(list) && list.length > 0) map[key] = joined(list, more)
  else if (isInstruction(list)) throw new TypeError(`the list ${key} is computed already`)
  else putEntry(map, key, more, ...before)
}
