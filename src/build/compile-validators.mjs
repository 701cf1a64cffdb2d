import { readdirSync, readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import standaloneModule from 'ajv/dist/standalone/index.js'

const standalone = standaloneModule.default ?? standaloneModule
const editorKeywords = [
  'markdownDescription',
  'enumDescriptions',
  'markdownEnumDescriptions',
  'defaultSnippets',
  'tsType',
  'deprecationMessage',
  'doNotSuggest',
]

/**
 * Gives the generated modules: the validators of the language, and one per target that has a `<target>.schema.json`.
 * The language is checked in layers: the envelope, then each component by the definition that its type names, then each trait likewise.
 * So a mistake is reported against the one form that the user meant, never against every branch of a union.
 */
export async function compileValidators() {
  const language = JSON.parse(readFileSync('schema/application.schema.json', 'utf8'))
  return { ...compileLanguage(language), ...compileTargets(), ...compileSchema('lattice-record', 'schema') }
}

function compileLanguage(schema) {
  const branches = (name) => (schema.definitions[name].oneOf ?? []).map(({ $ref }) => $ref.replace('#/definitions/', ''))
  const typeOf = (name) => schema.definitions[name].properties.type.const
  const byType = (union) =>
    Object.fromEntries(
      branches(union)
        .filter((name) => typeOf(name) !== undefined)
        .map((name) => [typeOf(name), name]),
    )
  const components = byType('Component')
  const traits = byType('Trait')

  const closed = withoutNotes(schema)
  closed.$id = 'language'
  for (const definition of [closed, ...Object.values(closed.definitions)])
    if (definition.properties && !isMap(definition)) definition.additionalProperties = false
  // what is inside is checked form by form, so that one broken component hides no other
  closed.definitions.Component = true
  closed.definitions.Trait = true

  const ajv = makeAjv()
  ajv.addSchema(closed)
  const exports = { Application: 'language#' }
  for (const name of [...Object.values(components), ...Object.values(traits)]) exports[name] = `language#/definitions/${name}`
  const ids = {}
  for (const [name, ref] of Object.entries(exports)) {
    ajv.addSchema({ $id: `entry-${name}`, $ref: ref })
    ids[name] = `entry-${name}`
  }
  const code = tighten(standalone(ajv, ids))
  const table = Object.fromEntries(
    Object.entries({ Application: schema, ...schema.definitions })
      .filter(([, definition]) => definition.properties)
      .map(([name, definition]) => [
        name,
        { properties: Object.keys(definition.properties), lenient: definition.additionalProperties !== false, forms: formsOf(definition) },
      ]),
  )
  const tables = `export const componentTypes = ${JSON.stringify(components)}\nexport const traitTypes = ${JSON.stringify(traits)}\nexport const definitions = ${JSON.stringify(table)}\n`
  const validators = `export const validators = { ${Object.keys(ids).join(', ')} }\n`
  return {
    'validators.js': `${banner('schema/application.schema.json')}${code}\n${validators}${tables}`,
    'validators.d.ts': `${banner('schema/application.schema.json')}import type { ErrorObject } from 'ajv'
export interface Validator { (data: unknown): boolean; errors?: ErrorObject[] | null }
export declare const validators: Readonly<Record<string, Validator>>
export declare const componentTypes: Readonly<Record<string, string>>
export declare const traitTypes: Readonly<Record<string, string>>
export declare const definitions: Readonly<Record<string, { readonly properties: readonly string[]; readonly lenient: boolean; readonly forms: Readonly<Record<string, string>> }>>
`,
  }
}

/** Which definition each property leads to: an error names its place in the data only, and the words for it need the definition. */
function formsOf({ properties }) {
  const forms = {}
  for (const [name, property] of Object.entries(properties)) {
    const ref = /"\$ref":"#\/definitions\/(\w+)"/.exec(JSON.stringify(property))?.[1]
    if (ref !== undefined) forms[name] = ref
  }
  return forms
}

function compileTargets() {
  const modules = {}
  for (const target of readdirSync('targets', { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    for (const file of readdirSync(`targets/${target.name}`).filter((name) => name.endsWith('.schema.json'))) {
      Object.assign(modules, compileSchema(file.replace('.schema.json', ''), `targets/${target.name}`))
    }
  }
  return modules
}

function compileSchema(name, folder) {
  const ajv = makeAjv()
  const schema = JSON.parse(readFileSync(`${folder}/${name}.schema.json`, 'utf8'))
  ajv.addSchema({ ...schema, $id: name })
  const source = banner(`${folder}/${name}.schema.json`)
  const keys = JSON.stringify(Object.fromEntries(knownKeys(schema, schema)))
  return {
    [`${name}-schema.js`]: `${source}${tighten(standalone(ajv, { validate: name }))}\nexport const keys = ${keys}\n`,
    [`${name}-schema.d.ts`]: `${source}import type { Validator } from './validators.js'\nexport declare const validate: Validator\n/** The keys of every closed object, by its path; \`*\` stands for each item and each free key. */\nexport declare const keys: Readonly<Record<string, readonly string[]>>\n`,
  }
}

/** Gives [path, keys] of every closed object in a schema, for suggestions; where a definition leads back to itself it ends. */
function knownKeys(schema, node, path = [], seen = []) {
  if (typeof node !== 'object' || node === null || seen.includes(node.$ref)) return []
  if (node.$ref !== undefined)
    return knownKeys(schema, schema.definitions?.[node.$ref.replace('#/definitions/', '')], path, [...seen, node.$ref])
  const properties = Object.entries(node.properties ?? {})
  return [
    ...(node.additionalProperties === false ? [[path.join('/'), properties.map(([key]) => key)]] : []),
    ...properties.flatMap(([key, own]) => knownKeys(schema, own, [...path, key], seen)),
    ...[node.items, node.additionalProperties].flatMap((own) => knownKeys(schema, own, [...path, '*'], seen)),
  ]
}

/**
 * Makes the generated code a third of its size, which every start of mc saves: errors lose the path through the schema, which nobody reads,
 * and carry the values they compare with instead of keeping the whole schema beside the code.
 */
function tighten(code) {
  const schemas = {}
  const found = code.matchAll(/const (schema\d+) = ((?:true|false|\{.*?\}));(?=const |function |export |"use|$)/g)
  for (const [, name, literal] of found) schemas[name] = JSON.parse(literal)
  return code
    .replace(
      /const (err\d+) = \{instancePath(.*?),schemaPath:"[^"]*",(keyword:.*?)\};if\(vErrors === null\)\{vErrors = \[\1\];\}else \{vErrors\.push\(\1\);\}errors\+\+;/g,
      'errors=(vErrors??=[]).push({instancePath$2,$3});',
    )
    .replace(/(schema\d+)((?:\.\w+|\["[^"]*"\]|\[\d+\])+)/g, (whole, name, path) => {
      const keys = [...path.matchAll(/\.(\w+)|\["([^"]*)"\]|\[(\d+)\]/g)].map((match) => match[1] ?? match[2] ?? match[3])
      const value = keys.reduce((schema, key) => schema?.[key], schemas[name])
      return value === undefined ? whole : JSON.stringify(value)
    })
}

/** Descriptions and examples are for people; in the compiled code they would be dead weight at every start. */
function withoutNotes(node, isMapOfSchemas = false) {
  if (Array.isArray(node)) return node.map((item) => withoutNotes(item))
  if (typeof node !== 'object' || node === null) return node
  const notes = new Set([...editorKeywords, 'title', 'description', 'examples', 'default', '$schema', '$comment', 'deprecated'])
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => isMapOfSchemas || !notes.has(key))
      .map(([key, value]) => [key, withoutNotes(value, !isMapOfSchemas && (key === 'properties' || key === 'definitions'))]),
  )
}

function makeAjv() {
  const ajv = new Ajv({
    allErrors: true,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    allowUnionTypes: true,
    messages: false,
    inlineRefs: false,
    code: { source: true, esm: true, optimize: 2 },
  })
  ajv.addVocabulary(editorKeywords)
  return ajv
}

function isMap({ additionalProperties }) {
  return typeof additionalProperties === 'object'
}

function banner(path) {
  return `/* Generated from ${path} at build time. Do not edit. */\n`
}
