import * as assert from 'uvu/assert'
import { checkWadm, type WadmAnswer } from '../../../src/language/wadm/check-wadm.js'
import { tests } from '../../harness.js'
import type { Case } from './case.js'
import { readingCases } from './reading-cases.js'
import { refusedCases } from './refused-cases.js'
import { ruleCases } from './rule-cases.js'

const fragment = (text: string, { start, end }: { start: number; end: number }): string => text.slice(start, end)

tests(
  'wadm: what can be read',
  Object.fromEntries([...readingCases, ...ruleCases].map((example) => [example.title, () => checkReadable(example)])),
)

function checkReadable({ text, errors = [], warnings = [], stored }: Case): void {
  const answer = checkWadm(text)
  assert.is(answer.error, undefined)
  const said = answer.failures.map((failure) => ({ ...failure, at: fragment(text, failure) }))
  assert.equal(of(said, 'Error'), errors)
  assert.equal(of(said, 'Warning'), warnings)
  assert.is(answer.verdict, errors.length > 0 ? 'invalid' : 'valid')
  if (stored !== undefined) assert.equal(JSON.parse(JSON.stringify(answer.roundtrip)), stored)
}

function of(said: readonly { level: string; msg: string; at: string }[], level: string): [string, string][] {
  return said.filter((failure) => failure.level === level).map(({ msg, at }) => [msg, at])
}

tests('wadm: what cannot be read', Object.fromEntries(refusedCases.map((example) => [example.title, () => checkRefused(example)])))

function checkRefused({ text, path, at, message, crash = false }: (typeof refusedCases)[number]): void {
  const answer = checkWadm(text)
  const fault = crash ? answer.panic : answer.error
  assert.is(answer.verdict, crash ? 'invalid' : 'parse_error')
  assert.ok(fault, 'a fault with a place')
  assert.equal(answer.failures, [])
  assert.is(answer.roundtrip, undefined)
  assert.is(fragment(text, fault!), at)
  assert.match(fault!.message, message)
  if (!crash) assert.is(answer.error?.path, path ?? '')
}

const head = 'apiVersion: core.oam.dev/v1beta1\nkind: Application\n'
const read = (metadata: string, spec = '{components: []}'): WadmAnswer => checkWadm(`${head}metadata: ${metadata}\nspec: ${spec}\n`)

tests('wadm: name, version and sharing', {
  'the name is given even where the manifest is refused': () => {
    assert.is(checkWadm(`${head}metadata: {name: orders}\n`).name, 'orders')
    assert.is(checkWadm(`${head}metadata: {name: &n orders, labels: {a: *n}}\nspec: [`).name, 'orders')
    assert.is(checkWadm('just text').name, undefined)
  },
  'the version is the text of the annotation': () => {
    assert.is(read('{name: a, annotations: {version: 1.10}}').version, '1.10')
    assert.is(read('{name: a, annotations: {version: 0x1F}}').version, '0x1F')
    assert.is(read('{name: a, annotations: {}}').version, '')
  },
  'only `true` shares an application': () => {
    for (const [value, shared] of [
      ['true', true],
      ["'true'", true],
      ['True', false],
      ['yes', false],
      ["'true '", false],
    ] as const)
      assert.is(read(`{name: a, annotations: {experimental.wasmcloud.dev/shared: ${value}}}`).shared, shared, value)
    assert.is(read('{name: a, annotations: {wasmcloud.dev/shared: true}}').shared, false)
  },
  'why a trait is not what its type says, at the very value': () => {
    const text = `${head}metadata: {name: a, annotations: {}}
spec:
  components:
    - {name: c, type: component, properties: {image: i}, traits: [{type: daemonscaler, properties: {instances: "two"}}]}
`
    const reason = checkWadm(text).failures[0]?.reason
    assert.is(reason?.message, 'expected a whole number from 0 up, found the string `two`')
    assert.is(fragment(text, reason!), '"two"')
  },
})

tests('wadm: hostile input', {
  'aliases that expand to very much are refused': () => {
    const levels = Array.from(
      { length: 12 },
      (_, level) =>
        `x${level}: &a${level} [${Array(9)
          .fill(level ? `*a${level - 1}` : 'x')
          .join(', ')}]`,
    )
    assert.is(read('{name: a, annotations: {}}', `{components: [], ${levels.join(', ')}}`).verdict, 'parse_error')
    const wide = `big: &b [${'x, '.repeat(5000)}x]\n  many: [${'*b, '.repeat(4000)}*b]`
    assert.is(read('{name: a, annotations: {}}', `\n  components: []\n  ${wide}`).verdict, 'parse_error')
  },
  'an alias inside its own anchor ends': () => {
    for (const cycle of ['&r [*r]', '&r {k: *r}', '&r {*r : v}'])
      assert.is(read('{name: a, annotations: {}}', `{components: [], loop: ${cycle}}`).verdict, 'parse_error', cycle)
    assert.is(read('{name: a, annotations: {}}', '&s {components: [*s]}').verdict, 'parse_error')
  },
  '128 levels are read and 129 are not': () => {
    const nested = (levels: number) =>
      read('{name: a, annotations: {}}', `{components: [], deep: ${'['.repeat(levels)}${']'.repeat(levels)}}`)
    assert.is(nested(126).verdict, 'valid')
    assert.is(nested(127).verdict, 'parse_error')
    assert.is(nested(20_000).verdict, 'parse_error')
  },
  'names of object members are names like others': () => {
    const answer = read('{name: a, annotations: {__proto__: x, constructor: y}}', '{components: [], __proto__: 1}')
    assert.equal(
      answer.failures.map(({ msg }) => msg),
      ['Invalid OAM annotation: ("__proto__", "x")'],
    )
    assert.is(JSON.stringify(answer.roundtrip).includes('"__proto__":"x"'), true)
    assert.is(
      read('{name: a, annotations: {}, constructor: 1}', '{components: [{name: c, type: toString, properties: {}}]}').verdict,
      'parse_error',
    )
  },
})
