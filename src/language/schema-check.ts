import type { Code, Report } from '../diagnostic.js'
import type { Application } from '../generated/application.js'
import { componentTypes, traitTypes, validators } from '../generated/validators.js'
import type { Document } from './document.js'
import { replaceScalar } from './edits/replace-scalar.js'
import type { Manifest } from './manifest.js'
import { migratePreOne } from './migrate-pre-one.js'
import { explainErrors } from './schema-errors.js'
import { listWords, nearest } from './suggest.js'

/**
 * Checks a document against the schema of the language, layer by layer: the envelope, then each component by the form that its `type` names, then each trait.
 * Gives the typed manifest; nothing where a mistake is so hard that rules could not trust the data. Unknown names are reported, and do not stop the rules.
 */
export function checkSchema(document: Document, report: Report): Manifest | undefined {
  const { value } = document
  let sound = check('Application', value, [])
  const components: unknown = at(value, ['spec', 'components'])
  if (Array.isArray(components))
    components.forEach((component: unknown, index) => void (sound = checkComponent(component, ['spec', 'components', index]) && sound))
  return sound && isApplication(value) ? { app: value, document } : undefined

  /** Gives false where the value is not of that form; keys that nobody knows are reported only. */
  function check(definition: string, data: unknown, path: Path): boolean {
    const validate = validators[definition]
    if (validate === undefined) throw new Error(`no validator for ${definition}`)
    if (validate(data)) return true
    return explainErrors(document, definition, data, path, validate.errors ?? [], report)
  }

  function checkComponent(component: unknown, path: Path): boolean {
    if (!isObject(component)) return untyped(component, path, 'component')
    const type = component['type']
    if (typeof type !== 'string') return untyped(component, path, 'component')
    const old = migratePreOne(component, Array.isArray(components) ? components : [])
    if (old !== undefined) {
      report({ code: 'wasm/pre-one', severity: 'error', message: old.message, span: document.at(component, 'name'), help: old.help })
      return false
    }
    const definition = Object.hasOwn(componentTypes, type) ? componentTypes[type] : undefined
    if (definition === undefined) return unknownType(component, type)
    const sound = check(definition, component, path)
    const traits = component['traits']
    if (!Array.isArray(traits)) return sound
    return traits.map((trait: unknown, index) => checkTrait(trait, [...path, 'traits', index])).every(Boolean) && sound
  }

  function checkTrait(trait: unknown, path: Path): boolean {
    if (!isObject(trait) || typeof trait['type'] !== 'string') return untyped(trait, path, 'trait')
    const definition = Object.hasOwn(traitTypes, trait['type']) ? traitTypes[trait['type']] : undefined
    return definition === undefined ? true : check(definition, trait, path)
  }

  /** Without a type nothing says which form the value should have. */
  function untyped(data: unknown, path: Path, what: string): boolean {
    const parent = at(value, path.slice(0, -1))
    const index = path.at(-1) ?? 0
    const span = isObject(data)
      ? 'type' in data
        ? document.at(data, 'type')
        : document.at(data)
      : document.at(isCollection(parent) ? parent : {}, index)
    const say = (code: Code, message: string, help?: string): void =>
      report({ code, severity: 'error', message, span, ...(help && { help }) })
    if (!isObject(data))
      say('schema/wrong-type', `a ${what} must be a map`, `write ${what === 'trait' ? '' : '`name`, '}\`type\` and \`properties\``)
    else if ('type' in data) say('schema/wrong-type', `the \`type\` of a ${what} must be a string`)
    else say('schema/missing-property', `this ${what} lacks the property \`type\``, 'add `type`')
    return false
  }

  function unknownType(component: Record<string, unknown>, type: string): boolean {
    const known = Object.keys(componentTypes)
    const near = nearest(type, known)
    const span = document.at(component, 'type')
    report({
      code: 'schema/unknown-type',
      severity: 'error',
      message: `\`${type}\` is not a type of component that mc knows`,
      span,
      ...(near === undefined
        ? { help: `known types: ${listWords(known)}` }
        : { label: `did you mean \`${near}\`?`, edits: [replaceScalar(span, near)] }),
    })
    return false
  }
}

type Path = readonly (string | number)[]

/** The validators have checked what the type says; everything below `components` was checked form by form. */
function isApplication(value: unknown): value is Application {
  return isObject(value)
}

function isCollection(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function at(value: unknown, path: Path): unknown {
  return path.reduce((object, key) => (typeof object === 'object' && object !== null ? Reflect.get(object, key) : undefined), value)
}
