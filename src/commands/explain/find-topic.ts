import { flyExplanations } from '../../../targets/fly/check/fly-rules.js'
import { targets } from '../../../targets/index.js'
import type { Target } from '../../../targets/target.js'
import { explanations } from '../../language/explanations.js'
import { rules } from '../../language/rules/index.js'
import { type Feature, features } from '../../plan/features.js'
import { type Field, type FieldFinder, makeFieldFinder, type SchemaNode } from './find-field.js'
import type { CapabilityTopic, FieldTopic, OptionTopic, Topic, Unknown } from './topic.js'

/** Finds what a word means: a code, a target, `<target>.<capability>`, `<target>.<option>`, a field path, a type, a trait or a feature; the list of all where there is no word. */
export function findTopic(word: string | undefined, schema: SchemaNode): Topic | Unknown {
  const finder = makeFieldFinder(schema)
  if (word === undefined) return listAll(finder)
  const codes = [...explanations, ...rules, ...flyExplanations]
  const code = codes.find((candidate) => candidate.code === word)
  if (code !== undefined)
    return {
      kind: 'code',
      code: code.code,
      severity: code.severity,
      summary: code.summary,
      why: code.why,
      bad: code.bad ?? null,
      good: code.good ?? null,
    }
  if (word.includes('/')) return { kind: 'unknown', word, known: codes.map((candidate) => candidate.code) }

  const path = word.replace(/\[\d*\]/g, '').split('.')
  const target = targets.find(({ name }) => name === path[0])
  if (target !== undefined) return aboutTarget(target, path.slice(1))
  const field = finder.find(path)
  if ('node' in field) return aboutField(field, finder)
  if (path.length === 1 && isFeature(word))
    return {
      kind: 'capability',
      feature: word,
      description: features[word],
      capabilities: targets.map((candidate) => capability(candidate, word)),
    }
  if (path.length > 1) return { kind: 'unknown', ...field }
  return {
    kind: 'unknown',
    word,
    known: [...field.known, ...targets.map(({ name }) => name), ...Object.keys(features), ...codes.map((candidate) => candidate.code)],
  }
}

function aboutTarget(target: Target, words: readonly string[]): Topic | Unknown {
  const word = words.join('.')
  if (word === '') {
    const known = Object.keys(features).filter(isFeature)
    return {
      kind: 'target',
      target: target.name,
      title: target.title,
      next: target.next,
      options: Object.keys(target.options).map((name) => optionOf(target, name)),
      capabilities: known.map((feature) => capability(target, feature)),
    }
  }
  if (isFeature(word)) return { kind: 'capability', feature: word, description: features[word], capabilities: [capability(target, word)] }
  if (Object.hasOwn(target.options, word)) return { kind: 'option', option: optionOf(target, word) }
  return { kind: 'unknown', word, known: [...Object.keys(features), ...Object.keys(target.options)] }
}

function aboutField(field: Field, finder: FieldFinder): Topic {
  const { node, path, required } = field
  const values = Array.isArray(node['enum']) ? node['enum'] : []
  const words = Array.isArray(node['enumDescriptions']) ? node['enumDescriptions'] : []
  return {
    kind: 'field',
    path: path.join('.'),
    type: finder.typeOf(node),
    description: text(node['description']),
    required,
    deprecated: node['deprecated'] === true || node['deprecationMessage'] !== undefined,
    default: node['default'] ?? null,
    values: [
      ...values.map((value: unknown, index) => ({ value, description: text(words[index]) })),
      ...finder.formsOf(node).map(({ type, node: form }) => ({ value: type, description: text(form['description']) })),
    ],
    examples: Array.isArray(node['examples']) ? node['examples'] : [],
    fields: finder.fieldsOf(node).flatMap((child) => describe(child, finder)),
  }
}

/** The parameters of a component or trait are what people look for, so they are listed with it. */
function describe({ path, node, required }: Field, finder: FieldFinder): readonly FieldTopic[] {
  const name = path.at(-1) ?? ''
  const own = { name, type: finder.typeOf(node), required, description: text(node['description']) }
  if (name !== 'properties') return [own]
  const parameters = finder.fieldsOf(node).map((child) => ({
    name: `properties.${child.path.at(-1)}`,
    type: finder.typeOf(child.node),
    required: child.required,
    description: text(child.node['description']),
  }))
  return [own, ...parameters]
}

function listAll(finder: FieldFinder): Topic {
  return {
    kind: 'list',
    codes: [...explanations, ...rules, ...flyExplanations]
      .map(({ code, severity, summary }) => ({ code, severity, summary }))
      .sort((a, b) => (a.code < b.code ? -1 : 1)),
    targets: targets.map(({ name, title }) => ({ target: name, title })),
    components: finder.componentTypes,
    traits: finder.traitTypes,
  }
}

function capability(target: Target, feature: Feature): CapabilityTopic {
  const { support, note } = target.capabilities[feature]
  return { target: target.name, feature, support, note }
}

function optionOf(target: Target, name: string): OptionTopic {
  const option = target.options[name]
  return {
    target: target.name,
    option: name,
    description: option?.description ?? '',
    default: option?.default ?? '',
    choices: option?.choices ?? null,
  }
}

function isFeature(word: string): word is Feature {
  return Object.hasOwn(features, word)
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
