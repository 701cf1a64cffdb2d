import shapesText from '../../../src/generated/kubernetes-shapes.js'
import type { ValueSchema } from './values.js'

interface Shapes {
  /** By name of a model and field, the field's type. */
  readonly models: Readonly<Record<string, Readonly<Record<string, string>>>>
}

let shapes: Shapes | undefined

/** Gives the schema of a value that has the shape of a model of Kubernetes, such as `V1Probe`: closed, so that a misspelt field is refused. */
export function modelSchema(model: string): ValueSchema {
  return { $ref: `#/definitions/${model}` }
}

/** Gives the definitions that a schema refers to, those of its own models included, sorted by name. */
export function modelDefinitions(schema: object): Readonly<Record<string, ValueSchema>> {
  const definitions = new Map<string, ValueSchema>()
  const waiting = modelsIn(schema)
  for (let model = waiting.pop(); model !== undefined; model = waiting.pop()) {
    if (definitions.has(model)) continue
    const definition = definitionOf(model)
    definitions.set(model, definition)
    waiting.push(...modelsIn(definition))
  }
  return Object.fromEntries([...definitions].sort(([a], [b]) => (a < b ? -1 : 1)))
}

function modelsIn(schema: object): string[] {
  return Object.entries(schema).flatMap(([key, value]): string[] => {
    if (key === '$ref' && typeof value === 'string') return [value.replace('#/definitions/', '')]
    return typeof value === 'object' && value !== null ? modelsIn(value) : []
  })
}

function definitionOf(model: string): ValueSchema {
  shapes ??= JSON.parse(shapesText) as Shapes
  const fields = shapes.models[model]
  if (fields === undefined) throw new RangeError(`no model is named ${model}`)
  return {
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(fields)
        .filter(([name]) => model !== 'V1Volume' || !outdated.has(name))
        .map(([name, type]) => [name, fieldSchema(name, type)]),
    ),
    additionalProperties: false,
  }
}

/** Volumes that Kubernetes has given up, or leaves to drivers of CSI (Kubernetes API, core/v1 Volume). */
const outdated: ReadonlySet<string> = new Set([
  ...['awsElasticBlockStore', 'azureDisk', 'azureFile', 'cephfs', 'cinder', 'flexVolume', 'flocker', 'gcePersistentDisk', 'gitRepo'],
  ...['glusterfs', 'photonPersistentDisk', 'portworxVolume', 'quobyte', 'rbd', 'scaleIO', 'storageos', 'vsphereVolume'],
])

/** Numbers of the models used in charts are whole ones. */
function fieldSchema(name: string, type: string): ValueSchema {
  const list = /^Array<(.+)>$/.exec(type)?.[1]
  if (list !== undefined) return { type: 'array', items: fieldSchema('', list) }
  const map = /^\{ \[key: string\]: (.+); \}$/.exec(type)?.[1]
  if (map !== undefined) return { type: 'object', additionalProperties: amounts.has(name) ? quantitySchema : fieldSchema('', map) }
  if (type === 'string') return name === 'sizeLimit' || name === 'divisor' ? quantitySchema : { type: 'string' }
  if (type === 'number') return { type: 'integer' }
  if (type === 'boolean') return { type: 'boolean' }
  if (type === 'IntOrString') return { type: ['integer', 'string'] }
  if (type === 'Date') return { type: 'string' }
  return type === 'any' || type === 'object' ? { type: 'object' } : modelSchema(type)
}

const amounts: ReadonlySet<string> = new Set(['limits', 'requests', 'capacity', 'hard'])

/** An amount of processor, memory or storage (Kubernetes API, Quantity). */
export const quantitySchema: ValueSchema = {
  type: ['string', 'number'],
  pattern: '^[+-]?([0-9]+|[0-9]+\\.[0-9]*|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$',
}
