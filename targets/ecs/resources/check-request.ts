import shapesText from '../../../src/generated/aws-shapes.js'
import type { RequestName } from './kinds.js'

type Type =
  | 'string'
  | 'number'
  | 'boolean'
  | 'time'
  | 'document'
  | { readonly enum: readonly string[] }
  | { readonly list: Type }
  | { readonly map: Type }
  | { readonly structure: string }

type Shapes = Readonly<Record<string, { readonly fields: Readonly<Record<string, Type>>; readonly required: readonly string[] }>>

let shapes: Shapes | undefined

/** Gives what is wrong with a request to AWS: unknown and missing fields, values of a wrong type or outside an enumeration, each with its path (the models of the AWS SDK). */
export function checkRequest(request: RequestName, value: object): readonly string[] {
  const problems: string[] = []
  checkStructure(request, value, '', problems)
  return problems
}

function checkValue(type: Type, value: unknown, path: string, problems: string[]): void {
  if (value === undefined || type === 'document') return
  const wrong = (what: string): void => void problems.push(`${path} must be ${what}`)
  if (type === 'time') {
    if (typeof value !== 'string') wrong('a time')
  } else if (type === 'number') {
    if (typeof value !== 'number' || !Number.isFinite(value)) wrong('a number')
  } else if (typeof type === 'string') {
    if (typeof value !== type) wrong(`a ${type}`)
  } else if ('enum' in type) {
    if (typeof value !== 'string' || !type.enum.includes(value)) wrong(`one of ${type.enum.join(', ')}`)
  } else if ('list' in type) {
    if (!Array.isArray(value)) wrong('a list')
    else for (const [at, item] of value.entries()) checkValue(type.list, item, `${path}[${at}]`, problems)
  } else if (typeof value !== 'object' || value === null || Array.isArray(value)) wrong('a map')
  else if ('map' in type) for (const [key, item] of Object.entries(value)) checkValue(type.map, item, `${path}.${key}`, problems)
  else checkStructure(type.structure, value, path, problems)
}

function checkStructure(name: string, value: object, path: string, problems: string[]): void {
  shapes ??= JSON.parse(shapesText) as Shapes
  const structure = shapes[name]
  if (structure === undefined) throw new RangeError(`no structure is named ${name}`)
  const { fields, required } = structure
  const at = (field: string): string => (path === '' ? field : `${path}.${field}`)
  for (const field of required) if (Reflect.get(value, field) === undefined) problems.push(`${at(field)} is missing`)
  for (const [key, item] of Object.entries(value)) {
    const type = Object.hasOwn(fields, key) ? fields[key] : undefined
    if (type === undefined) problems.push(`${path === '' ? name : path} has no field named ${key}`)
    else checkValue(type, item, at(key), problems)
  }
}
