import type { ErrorObject } from 'ajv'
import type { Code, Diagnostic, Report } from '../diagnostic.js'
import { definitions } from '../generated/validators.js'
import type { Document } from './document.js'
import { replaceScalar } from './edits/replace-scalar.js'
import { candidates, listWords, nearest } from './suggest.js'

type Path = readonly (string | number)[]

/**
 * Turns the validator's errors into diagnostics at the words they are about, one for each mistake.
 * Gives true where only unknown keys were found: the data has the form that its type promises.
 */
export function explainErrors(
  document: Document,
  definition: string,
  data: unknown,
  path: Path,
  errors: readonly ErrorObject[],
  report: Report,
): boolean {
  let sound = true
  for (const error of mostTelling(errors)) {
    const keys = pointerKeys(error.instancePath)
    const parent = keys.slice(0, -1).reduce(step, data)
    const value = keys.reduce(step, data)
    const where = { document, definition, value, parent, key: keys.at(-1) ?? path.at(-1), path: [...path, ...keys], error }
    const diagnostic = error.keyword === 'additionalProperties' ? unknownProperty(where, standsForMissing(error, errors)) : explain(where)
    if (error.keyword !== 'additionalProperties' || standsForMissing(error, errors)) sound = false
    report(diagnostic)
  }
  return sound
}

interface Where {
  readonly document: Document
  readonly definition: string
  readonly value: unknown
  readonly parent: unknown
  readonly key: string | number | undefined
  readonly path: Path
  readonly error: ErrorObject
}

function unknownProperty({ document, definition, value, path, error }: Where, isMissing: boolean): Diagnostic {
  const name = String(error.params['additionalProperty'])
  const form = formOf(definition, pointerKeys(error.instancePath))
  const { properties = [], lenient = false } = definitions[form] ?? {}
  const present = isObject(value) ? Object.keys(value) : []
  const free = properties.filter((property) => !present.includes(property))
  const near = nearest(name, free)
  const span = isObject(value) ? document.at(value, name, 'key') : wholeOf(document)
  const hint = lenient ? 'it has no effect' : undefined
  return {
    code: 'schema/unknown-property',
    severity: lenient && !isMissing ? 'warning' : 'error',
    message: `${describe(document, path)} has no property \`${name}\``,
    span,
    ...(near !== undefined
      ? { label: `did you mean \`${near}\`?`, edits: [replaceScalar(span, near)] }
      : {
          label: hint ?? 'unknown property',
          ...(free.length > 0 && {
            help: `${free.length <= 8 ? 'it may have' : 'among others it may have'} ${listWords(candidates(name, free).length > 0 ? candidates(name, free) : free.slice(0, 8))}`,
          }),
        }),
  }
}

function explain(where: Where): Diagnostic {
  const { document, value, parent, key, path, error } = where
  const span = isObject(parent) && key !== undefined ? document.at(parent, key) : isObject(value) ? document.at(value) : wholeOf(document)
  const name = key === 'properties' ? `\`properties\` of ${describe(document, path)}` : describe(document, path)
  const say = (code: Code, message: string, more: Partial<Diagnostic> = {}): Diagnostic => ({
    code,
    severity: 'error',
    message,
    span,
    ...more,
  })
  switch (error.keyword) {
    case 'required': {
      const missing = String(error.params['missingProperty'])
      const at =
        isObject(parent) && !Array.isArray(parent) && typeof key === 'string'
          ? document.at(parent, key, 'key')
          : isObject(value)
            ? document.at(value)
            : span
      return say('schema/missing-property', `${describe(document, path)} lacks the property \`${missing}\``, {
        span: at,
        help: `add \`${missing}\``,
      })
    }
    case 'type': {
      const wanted = [error.params['type']].flat().map(String)
      const isQuotable = wanted.includes('string') && (typeof value === 'number' || typeof value === 'boolean')
      const quoted = isQuotable
        ? { help: 'put the value in quotes', edits: [{ span, text: JSON.stringify(span.source.text.slice(span.start, span.end)) }] }
        : {}
      return say('schema/wrong-type', `${name} must be ${listTypes(wanted)}, not ${typeName(value)}`, quoted)
    }
    case 'const':
    case 'enum': {
      const allowed = [error.params['allowedValues'] ?? error.params['allowedValue']].flat().map(String)
      const near = typeof value === 'string' ? nearest(value, allowed) : undefined
      const more =
        near === undefined
          ? { help: `it may be ${listWords(candidates(String(value), allowed).length > 0 ? candidates(String(value), allowed) : allowed)}` }
          : { label: `did you mean \`${near}\`?`, edits: [replaceScalar(span, near)] }
      return say('schema/bad-value', `${name} cannot be ${show(value)}`, more)
    }
    case 'pattern':
      return say('schema/bad-value', `${name} cannot be ${show(value)}`, { help: `it must match ${String(error.params['pattern'])}` })
    case 'minimum':
    case 'exclusiveMinimum':
      return say('schema/bad-value', `${name} cannot be ${show(value)}`, {
        help: `it must be ${error.keyword === 'minimum' ? 'at least' : 'more than'} ${String(error.params['limit'])}`,
      })
    case 'maximum':
    case 'exclusiveMaximum':
      return say('schema/bad-value', `${name} cannot be ${show(value)}`, {
        help: `it must be ${error.keyword === 'maximum' ? 'at most' : 'less than'} ${String(error.params['limit'])}`,
      })
    case 'minItems':
    case 'minLength':
    case 'minProperties':
      return say('schema/bad-value', `${name} is empty`, { help: `it needs at least ${String(error.params['limit'])}` })
    case 'uniqueItems':
      return say('schema/bad-value', `${name} lists the same item twice`)
    default:
      return say('schema/bad-value', `${name} does not have the form that ${describe(document, path.slice(0, -1))} asks for`)
  }
}

/**
 * Unions report every branch: the branch that came furthest is the one that was meant. One place needs one error,
 * and a misspelt key is the same mistake as the missing one that it stands for.
 */
function mostTelling(errors: readonly ErrorObject[]): ErrorObject[] {
  const summaries = new Set(['anyOf', 'oneOf', 'if', 'allOf'])
  const unions = errors.filter(({ keyword }) => summaries.has(keyword)).map(({ instancePath }) => instancePath)
  const branches = errors.filter(({ keyword }) => !summaries.has(keyword))
  const told =
    branches.length === 0
      ? errors
      : branches.filter(
          (error) =>
            !(error.keyword === 'type' && unions.includes(error.instancePath) && branches.some((other) => cameFurther(other, error))),
        )
  const seen = new Set<string>()
  return told.filter(({ keyword, instancePath, params }) => {
    if (keyword === 'required' && told.some((other) => isMisspelling(other, instancePath, String(params['missingProperty'])))) return false
    const key =
      keyword === 'additionalProperties' || keyword === 'required'
        ? `${instancePath}\0${keyword}\0${JSON.stringify(params)}`
        : `${instancePath}\0value`
    return !seen.has(key) && seen.add(key)
  })
}

function cameFurther(other: ErrorObject, error: ErrorObject): boolean {
  return other.instancePath.startsWith(error.instancePath) && (other.instancePath !== error.instancePath || other.keyword !== 'type')
}

/** The misspelt key of a property that must be there. */
function standsForMissing(error: ErrorObject, errors: readonly ErrorObject[]): boolean {
  return errors.some(
    ({ keyword, instancePath, params }) => keyword === 'required' && isMisspelling(error, instancePath, String(params['missingProperty'])),
  )
}

function isMisspelling({ keyword, instancePath, params }: ErrorObject, path: string, missing: string): boolean {
  return (
    keyword === 'additionalProperties' && instancePath === path && nearest(String(params['additionalProperty']), [missing]) !== undefined
  )
}

/** Follows the path from a definition to the one that the value there must have; list items have their list's. */
function formOf(definition: string, keys: readonly string[]): string {
  return keys.reduce((form, key) => definitions[form]?.forms[key] ?? form, definition)
}

/** What the path means to the user: a component or a trait by its name, else the key. */
function describe({ value }: Document, path: Path): string {
  const key = path.at(-1)
  if (key === undefined) return 'the application'
  const owner = key === 'properties' ? path.slice(0, -1) : path
  const list = owner.at(-2)
  const item = owner.map(String).reduce(step, value)
  const nameOf = (field: string): string | undefined =>
    isObject(item) && typeof Reflect.get(item, field) === 'string' ? ` \`${Reflect.get(item, field)}\`` : undefined
  if (list === 'components') return nameOf('name') === undefined ? 'this component' : `component${nameOf('name')}`
  if (list === 'traits') return nameOf('type') === undefined ? 'this trait' : `trait${nameOf('type')}`
  return isIndex(key) ? `item ${Number(key) + 1} of \`${String(path.at(-2))}\`` : `\`${key}\``
}

function isIndex(key: string | number): boolean {
  return typeof key === 'number' || /^\d+$/.test(key)
}

function pointerKeys(pointer: string): string[] {
  return pointer === ''
    ? []
    : pointer
        .slice(1)
        .split('/')
        .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function step(value: unknown, key: string): unknown {
  return isObject(value) ? Reflect.get(value, key) : undefined
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function wholeOf({ source, start }: Document): { source: Document['source']; start: number; end: number } {
  return { source, start, end: start }
}

const names: Readonly<Record<string, string>> = {
  object: 'a map',
  array: 'a list',
  string: 'a string',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  null: 'empty',
}

function listTypes(types: readonly string[]): string {
  const words = types.filter((type) => type !== 'null').map((type) => names[type] ?? type)
  return words.length <= 1 ? (words[0] ?? 'empty') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

function typeName(value: unknown): string {
  if (value === null) return 'empty'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'number') return `the number ${value}`
  if (typeof value === 'boolean') return `\`${value}\``
  return names[typeof value] ?? typeof value
}

function show(value: unknown): string {
  return typeof value === 'string'
    ? `\`${value.length > 60 ? `${value.slice(0, 57)}…` : value}\``
    : typeof value === 'object'
      ? typeName(value)
      : `\`${String(value)}\``
}
