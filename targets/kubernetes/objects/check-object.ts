import shapesText from '../../../src/generated/kubernetes-shapes.js'
import { checkCustom } from './custom-schemas.js'

interface Shapes {
  /** By apiVersion and kind, the name of the model. */
  readonly kinds: Readonly<Record<string, string>>
  /** By name of the model and field, the field's type. */
  readonly models: Readonly<Record<string, Readonly<Record<string, string>>>>
}

let shapes: Shapes | undefined

/**
 * Gives what is wrong with an object: fields that its model lacks, and values of a wrong type, each with its path (the models of `@kubernetes/client-node`).
 * A custom resource is checked by a schema of ours.
 */
export function checkObject(object: object): readonly string[] {
  const kind = String(Reflect.get(object, 'kind'))
  const model = modelOf(object)
  const custom = model === undefined ? checkCustom(object) : undefined
  if (custom !== undefined) return [...checkMetadata(object), ...custom]
  if (model === undefined) return [`nothing is known of the kind ${String(Reflect.get(object, 'apiVersion'))} ${kind}`]
  const problems: string[] = []
  checkValue(object, model, kind, problems)
  return problems
}

/** Gives what is wrong with an object that a manifest brings: of kinds that Kubernetes does not have itself, the metadata alone can be judged. */
export function checkGivenObject(object: object): readonly string[] {
  return modelOf(object) === undefined ? checkMetadata(object) : checkObject(object)
}

function checkMetadata(object: object): readonly string[] {
  const problems: string[] = []
  checkValue(Reflect.get(object, 'metadata'), 'V1ObjectMeta', 'metadata', problems)
  return problems
}

function modelOf(object: object): string | undefined {
  return shapesOf().kinds[`${String(Reflect.get(object, 'apiVersion'))} ${String(Reflect.get(object, 'kind'))}`]
}

function checkValue(value: unknown, type: string, path: string, problems: string[]): void {
  if (value === undefined) return
  const wrong = (what: string): void => void problems.push(`${path} must be ${what}`)
  const list = /^Array<(.+)>$/.exec(type)?.[1]
  const map = /^\{ \[key: string\]: (.+); \}$/.exec(type)?.[1]
  if (type === 'any' || type === 'object') return
  if (type === 'string' || type === 'number' || type === 'boolean') {
    if (typeof value !== type) wrong(`a ${type}`)
  } else if (type === 'Date') {
    if (typeof value !== 'string') wrong('a time')
  } else if (type === 'IntOrString') {
    if (typeof value !== 'string' && typeof value !== 'number') wrong('a number or a text')
  } else if (list !== undefined) {
    if (!Array.isArray(value)) wrong('a list')
    else for (const [at, item] of value.entries()) checkValue(item, list, `${path}[${at}]`, problems)
  } else if (!isMap(value)) wrong('a map')
  else if (map !== undefined) for (const [key, item] of Object.entries(value)) checkValue(item, map, `${path}.${key}`, problems)
  else checkFields(value, type, path, problems)
}

function checkFields(value: object, type: string, path: string, problems: string[]): void {
  const fields = shapesOf().models[type]
  if (fields === undefined) throw new RangeError(`no model is named ${type}`)
  for (const [key, item] of Object.entries(value)) {
    const field = Object.hasOwn(fields, key) ? fields[key] : undefined
    if (field === undefined) problems.push(`${path} has no field named ${key}`)
    else checkValue(item, field, `${path}.${key}`, problems)
  }
}

/** Read when the first object is checked: most commands check none. */
function shapesOf(): Shapes {
  shapes ??= JSON.parse(shapesText) as Shapes
  return shapes
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
