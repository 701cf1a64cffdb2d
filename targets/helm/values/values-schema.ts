import { modelDefinitions } from './model-schema.js'
import { type ValueNode, valueTree } from './value-tree.js'
import type { ValueSchema, Values } from './values.js'

/**
 * Gives `values.schema.json` (draft-07, which every Helm 3 and 4 reads): closed, so that a misspelt value is an error. `global` is open, because a parent chart
 * passes its own to all charts; what is in it is closed in the chart of the whole lattice, which knows it. `enabled` is the parent's switch for a chart.
 */
export function valuesSchema(values: Values, title: string, isWhole = false): object {
  const { properties = {}, ...rest } = schemaOf(valueTree(values))
  const { global = {} } = properties
  const enabled = { description: 'The switch by which a parent chart leaves this one out.', type: 'boolean' }
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title,
    ...rest,
    properties: { enabled, ...properties, global: { type: 'object', ...(isWhole ? global : opened(global)), additionalProperties: true } },
  }
  const definitions = modelDefinitions(schema)
  return Object.keys(definitions).length === 0 ? schema : { ...schema, definitions }
}

/** Names of applications that a chart does not know are those of its neighbours. */
function opened({ properties = {}, ...rest }: ValueSchema): ValueSchema {
  const { namespaces } = properties
  return {
    ...rest,
    properties: { ...properties, ...(namespaces && { namespaces: { ...namespaces, additionalProperties: { type: 'string' } } }) },
  }
}

function schemaOf({ entry, children, comment }: ValueNode): ValueSchema {
  if (entry !== undefined) return described(entry.comment, entry.schema)
  const required = [...children].filter(([, child]) => isRequired(child)).map(([key]) => key)
  return {
    ...(comment !== undefined && { description: comment }),
    type: 'object',
    properties: Object.fromEntries([...children].map(([key, child]) => [key, schemaOf(child)])),
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  }
}

/** Beside `$ref` draft-07 reads nothing else. */
function described(description: string, schema: ValueSchema): ValueSchema {
  return schema.$ref === undefined ? { description, ...schema } : { description, allOf: [schema] }
}

/** Templates read through maps, so one that holds values cannot be taken away. */
function isRequired({ entry, children }: ValueNode): boolean {
  return entry === undefined ? children.size > 0 : entry.isRequired === true
}
