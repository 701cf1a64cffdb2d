import { type ValueNode, valueTree } from './value-tree.js'
import type { ValueSchema, Values } from './values.js'

/**
 * Gives `values.schema.json` (draft-07, which every Helm 3 and 4 reads): closed, so that a misspelt value is an error.
 * `global` stays open, because a parent chart passes its own to all; `enabled` is the parent's switch for this chart.
 */
export function valuesSchema(values: Values, title: string): object {
  const { properties, ...rest } = schemaOf(valueTree(values))
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title,
    ...rest,
    properties: {
      ...properties,
      global: { additionalProperties: true, ...properties?.['global'], ...(properties?.['global'] && { additionalProperties: true }) },
      ...(properties?.['enabled'] === undefined && {
        enabled: { type: 'boolean', description: 'The switch by which a parent chart leaves this one out.' },
      }),
    },
  }
}

function schemaOf({ entry, children, comment }: ValueNode): ValueSchema {
  if (entry !== undefined) return { description: entry.comment, ...entry.schema }
  const required = [...children].filter(([, child]) => isRequired(child)).map(([key]) => key)
  return {
    ...(comment !== undefined && { description: comment }),
    type: 'object',
    properties: Object.fromEntries([...children].map(([key, child]) => [key, schemaOf(child)])),
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  }
}

/** Templates read through maps, so one that holds values cannot be taken away. */
function isRequired({ entry, children }: ValueNode): boolean {
  return entry === undefined ? children.size > 0 : entry.isRequired === true
}
