import fc from 'fast-check'
import * as assert from 'uvu/assert'
import { stringify } from 'yaml'
import type { Diagnostic } from '../../src/diagnostic.js'
import { parse } from '../../src/language/parse.js'
import { tests } from '../harness.js'

const read = (text: string, bounds?: Parameters<typeof parse>[2]) => {
  const found: Diagnostic[] = []
  const parsed = parse({ path: 'app.yaml', text }, (diagnostic) => found.push(diagnostic), bounds)
  return { ...parsed, found, codes: found.map(({ code }) => code), values: parsed.documents.map(({ value }) => value) }
}
const bounds = { fileSize: 1000, nesting: 20, aliasExpansion: 50, documents: 3 }
/** The text that a span covers. */
const covered = ({ span }: Diagnostic): string => span!.source.text.slice(span!.start, span!.end)

tests('parse: documents', {
  'several documents, and a broken one hides no other': () => {
    const { values, broken, found } = read('a: 1\n---\nb: [1\n---\nc: 3\n---\nd: "x\n')
    assert.equal(values, [{ a: 1 }, { c: 3 }])
    assert.is(broken.length, 2)
    assert.equal(
      found.map(({ code }) => code),
      ['yaml/syntax', 'yaml/unterminated-string'],
    )
  },
  'empty documents are none': () => assert.equal(read('---\n---\n# only a comment\n').values, []),
  'JSON is read as it is, tabs included': () =>
    assert.equal(read('{\n\t"a": {\n\t\t"b": [1,\n\t2], "c": "\\ud83d\\ude00\\/"}}').values, [{ a: { b: [1, 2], c: '😀/' } }]),
  'a byte order mark and CRLF change nothing': () => assert.equal(read('\ufeffa: x\r\nb:\r\n  - y\r\n').values, [{ a: 'x', b: ['y'] }]),
  'an alias is the very value of its anchor': () => {
    const [value] = read('a: &x {k: 1}\nb: *x\n').values as [{ a: object; b: object }]
    assert.is(value.a, value.b)
  },
  'YAML 1.2: yes and 012 are no booleans or octals, `<<` is a plain key': () =>
    assert.equal(read('a: yes\nb: 012\nc: 0o17\n<<: {d: 1}\n').values, [{ a: 'yes', b: 12, c: 15, '<<': { d: 1 } }]),
  'where wadm reads source text, so do we': () => {
    const text =
      'apiVersion: 1.10\nmetadata:\n  name: 012\n  annotations: {a: 1.0, b: 0x1F, c: true, d: ~, e: }\nspec:\n  components:\n    - name: 12\n      traits: [{type: 1.0}]\n      properties: {image: 1.0}\n'
    const [value] = read(text).values as [{ spec: { components: { properties: object }[] } }]
    assert.equal(value, {
      apiVersion: '1.10',
      metadata: { name: '012', annotations: { a: '1.0', b: '0x1F', c: 'true', d: '~', e: '' } },
      spec: { components: [{ name: '12', traits: [{ type: '1.0' }], properties: { image: 1 } }] },
    })
  },
  'keys that JavaScript knows are plain keys': () => {
    const [value] = read('__proto__: {a: 1}\nconstructor: 2\n').values as [object]
    assert.equal(Object.keys(value), ['__proto__', 'constructor'])
    assert.is(Object.getPrototypeOf(value), Object.prototype)
  },
})

tests('parse: bounds and mistakes, each with its code and place', {
  'file size': () => assert.equal(read(`a: ${'x'.repeat(1000)}`, bounds).codes, ['input/too-large']),
  'file size counts bytes': () => assert.equal(read(`a: ${'é'.repeat(600)}`, bounds).codes, ['input/too-large']),
  'number of documents': () => assert.equal(read('a\n---\nb\n---\nc\n---\nd\n', bounds).codes, ['input/too-many-documents']),
  'nesting in flow': () => assert.equal(read('['.repeat(30), bounds).codes, ['yaml/nesting']),
  'nesting in blocks': () =>
    assert.equal(read(Array.from({ length: 30 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'), bounds).codes, ['yaml/nesting']),
  'nesting in sequences': () => assert.equal(read('- '.repeat(30), bounds).codes, ['yaml/nesting']),
  'deep enough is not too deep': () => assert.equal(read(`${'['.repeat(15)}${']'.repeat(15)}`, bounds).codes, []),
  'aliases that multiply': () =>
    assert.equal(read('a: &a [1,1,1,1]\nb: &b [*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b]\nd: [*c,*c]\n', bounds).codes, ['yaml/alias-expansion']),
  'an alias within its anchor': () => assert.equal(read('a: &a [*a]').codes, ['yaml/alias-expansion']),
  'an alias before its anchor': () => assert.equal(read('a: *b\nb: &b 1').codes, ['yaml/unknown-alias']),
  'a key given twice, with the first as a related place': () => {
    const [found] = read('a: 1\nb: 2\na: 3\n').found
    assert.is(found!.code, 'yaml/duplicate-key')
    assert.is(found!.span!.start, 10)
    assert.is(found!.related![0]!.span.start, 0)
  },
  'a tab as indentation': () => assert.equal(read('a:\n\t- b').codes, ['yaml/tab-indentation']),
  'an unterminated string points at its opening quote': () => {
    const { found } = read('a: b\nc: "d\ne: f\n')
    assert.equal(
      found.map((diagnostic) => [diagnostic.code, diagnostic.span!.start]),
      [['yaml/unterminated-string', 8]],
    )
  },
  'an unknown escape': () => assert.is(covered(read('a: "\\z"').found[0]!), '\\z'),
  'a value that needs quotes': () => assert.is(covered(read('a: @b').found[0]!), '@'),
  'a tag is a warning, and the value is kept': () => {
    const { found, values } = read('a: !path /srv')
    assert.equal([found[0]!.severity, covered(found[0]!), values], ['warning', '!path', [{ a: '/srv' }]])
    assert.is(covered(read('!e9').found[0]!), '!e9')
  },
})

tests('parse: properties', {
  'what is printed is read again, with every leaf at its place': () => {
    const leaf = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.constantFrom('yes', '1.10', '0o17', '{{ x }}', '# no', 'a: b', ' x ', '\t', '😀', 'a\nb\n'),
    )
    const tree = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        leaf,
        fc.array(tie('tree'), { maxLength: 4 }),
        fc.dictionary(fc.string({ minLength: 1, maxLength: 8 }), tie('tree'), { maxKeys: 4 }),
      ),
    })).tree
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1 }), tree, { minKeys: 1, maxKeys: 4 }), (value) => {
        const text = stringify(value, { lineWidth: 0 })
        const { documents, found } = read(text)
        assert.equal(found, [])
        assert.is(JSON.stringify(documents[0]!.value), JSON.stringify(value))
        for (const key of Object.keys(value)) {
          const { start, end } = documents[0]!.at(documents[0]!.value as object, key, 'key')
          assert.ok(start >= 0 && end > start && end <= text.length)
        }
      }),
      { numRuns: 300 },
    )
  },
})
