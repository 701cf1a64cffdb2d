import { isList, isPlain, putEntry } from '../template/edit-template.js'
import { expression, forEach, type TemplateMap, withValue } from '../template/nodes.js'
import { addValue, type Component } from './component.js'
import { words } from './schemas.js'

/** Makes a list of texts a value, each printed in quotes, so that it stays a text and stays whole. */
export function tuneTextList(
  component: Component,
  map: TemplateMap,
  field: string,
  path: readonly string[],
  comment: string,
  ...before: readonly string[]
): void {
  const given = map[field]
  if (given !== undefined && !(isList(given) && isPlain(given))) return
  const value = addValue(component, path, { value: given ?? [], comment, schema: words })
  putEntry(map, field, withValue(value, [forEach('.', expression('. | quote'))]), ...before)
}
