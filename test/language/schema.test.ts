import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import * as assert from 'uvu/assert'
import { parse } from '../../src/language/parse.js'
import { conformance, listFiles, root, tests } from '../harness.js'

interface Schema {
  readonly $ref?: string
  readonly title?: string
  readonly type?: unknown
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly enumDescriptions?: readonly string[]
  readonly description?: string
  readonly examples?: readonly unknown[]
  readonly default?: unknown
  readonly properties?: Readonly<Record<string, Schema>>
  readonly defaultSnippets?: readonly { readonly label: string; readonly body: unknown }[]
  readonly definitions?: Readonly<Record<string, Schema>>
}

const schema = JSON.parse(readFileSync(join(root, 'schema', 'application.schema.json'), 'utf8')) as Schema
const ajv = new Ajv({ allErrors: true, strictTypes: false, strictRequired: false, allowUnionTypes: true })
ajv.addVocabulary(['markdownDescription', 'enumDescriptions', 'defaultSnippets', 'tsType', 'deprecationMessage'])
ajv.addSchema(schema, 'language')
const validate = ajv.getSchema('language')!
const forms: [string, Schema][] = [['Application', schema], ...Object.entries(schema.definitions!)]
const properties = forms.flatMap(([form, definition]) =>
  Object.entries(definition.properties ?? {}).map(([name, property]) => ({ form, name, property, where: `${form}.${name}` })),
)

const accepts = (text: string): boolean => parse({ path: 'x.yaml', text }, () => undefined).documents.every(({ value }) => validate(value))

tests('schema: the manual', {
  'every property has a description and an example that validates': () => {
    assert.ok(properties.length > 300)
    for (const { form, name, property, where } of properties) {
      assert.ok(property.description && property.description.length > 10, `${where} has no description`)
      assert.ok((property.examples?.length ?? 0) > 0, `${where} has no example`)
      const pointer =
        form === 'Application'
          ? `language#/properties/${name}`
          : `language#/definitions/${form}/properties/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
      for (const value of [...property.examples!, ...('default' in property ? [property.default] : [])]) {
        assert.ok(ajv.validate({ $ref: encodeURI(pointer) }, value), `${where}: ${JSON.stringify(value)}: ${ajv.errorsText()}`)
      }
    }
  },
  'every definition is named, every choice explained': () => {
    for (const [name, definition] of forms) {
      assert.is(definition.title, name)
      for (const [key, property] of Object.entries(definition.properties ?? {})) {
        if (property.enum !== undefined)
          assert.is(property.enumDescriptions?.length, property.enum.length, `${name}.${key} explains not every choice`)
      }
    }
  },
  'the snippets of editors are valid where they are offered': () => {
    let count = 0
    for (const [name, { defaultSnippets }] of forms) {
      for (const { label, body } of defaultSnippets ?? []) {
        count++
        // an editor inserts the placeholder's own text, and YAML reads a number as one
        const text = JSON.stringify(body)
          .replace(/"\$\{\d+:(\d+)\}"(?!:)/g, '$1')
          .replace(/\$\{\d+:([^}]*)\}/g, '$1')
        assert.ok(ajv.validate({ $ref: `language#/definitions/${name}` }, JSON.parse(text)), `${name} ${label}: ${ajv.errorsText()}`)
      }
    }
    assert.is(count, 6)
  },
})

const examples = listFiles(join(root, 'examples')).filter((path) => path.endsWith('.yaml') && !path.includes('node_modules'))
const cases: Record<string, () => void> = {
  'every example passes the published schema': () => {
    assert.ok(examples.length > 5)
    for (const path of examples) assert.ok(accepts(readFileSync(path, 'utf8')), `${path}: ${ajv.errorsText(validate.errors)}`)
  },
}
const wadm = conformance('conformance/wadm')
if (wadm !== undefined) {
  cases['everything that wadm accepts passes: its edge cases'] = () => {
    const verdicts = lines<{ file: string; verdict: string }>(join(wadm, 'edge-verdicts.jsonl')).filter(
      ({ verdict }) => verdict === 'valid',
    )
    assert.is(verdicts.length, 58)
    for (const { file } of verdicts)
      assert.ok(accepts(readFileSync(join(wadm, 'edge', file), 'utf8')), `${file}: ${ajv.errorsText(validate.errors)}`)
  }
}
const corpus = conformance('corpus')
if (corpus !== undefined) {
  cases['everything that wadm accepts passes: real manifests'] = () => {
    const verdicts = lines<{ file: string; verdict: string }>(join(corpus, 'index.jsonl')).filter(({ verdict }) => verdict === 'valid')
    assert.ok(verdicts.length >= 55 && readdirSync(corpus).length > 40)
    for (const { file } of verdicts)
      assert.ok(accepts(readFileSync(join(corpus, file), 'utf8')), `${file}: ${ajv.errorsText(validate.errors)}`)
  }
}
tests('schema: what it accepts', cases)

function lines<T>(path: string): T[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T)
}
