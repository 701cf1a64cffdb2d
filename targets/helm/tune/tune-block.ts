import { isPlain, putEntry } from '../template/edit-template.js'
import { block, type TemplateMap, withValue } from '../template/nodes.js'
import type { ValueSchema } from '../values/values.js'
import { addValue, type Component } from './component.js'
import { yamlPipe } from './yaml-pipe.js'

/** A field that is one value as a whole. */
export interface BlockField {
  /** Keys below the component's. */
  readonly path: readonly string[]
  readonly comment: string
  readonly schema: ValueSchema
  /** What stands in `values.yaml` where the object lacks the field. */
  readonly empty: object
  /** Fields before which it stands where the object lacks it. */
  readonly before?: readonly string[]
}

/** Makes a map or list of an object a value; where that is empty, so is the object. */
export function tuneBlock(
  component: Component,
  map: TemplateMap,
  field: string,
  { path, comment, schema, empty, before = [] }: BlockField,
): void {
  const given = map[field]
  if (!isPlain(given)) return
  const value = addValue(component, path, { value: given ?? empty, comment, schema })
  putEntry(map, field, withValue(value, block(yamlPipe('.', given))), ...before)
}
