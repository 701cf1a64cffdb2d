import fc from 'fast-check'
import * as assert from 'uvu/assert'
import { parse } from 'yaml'
import { toJson } from '../../src/print/to-json.js'
import { toYaml } from '../../src/print/to-yaml.js'
import { tests } from '../harness.js'

const words = [
  ...[
    'yes',
    'no',
    'on',
    'off',
    'y',
    'N',
    'true',
    'False',
    'null',
    'NULL',
    '~',
    '',
    '=',
    '<<',
    '-',
    '?',
    ':',
    '---',
    '...',
    '.inf',
    '-.INF',
    '.nan',
  ],
  ...[
    '1.10',
    '0o17',
    '017',
    '0x1F',
    '0b11',
    '1e3',
    '+1',
    '-0',
    '1_000',
    '12:30:45',
    '190:20:30.15',
    '2024-01-01',
    '2001-12-14t21:59:43.10-05:00',
  ],
  ...[
    'a: b',
    'a #b',
    '#x',
    '@x',
    '*x',
    '&x',
    '!x',
    '%x',
    '`x',
    '|',
    '>',
    '- a',
    '? a',
    "it's",
    '"q"',
    '{{ x }}',
    '${X}',
    '$',
    '\\',
    '\\n',
    '[',
    '{',
  ],
  ...[
    'one\ntwo',
    'line\n',
    'line\n\n',
    '\n',
    ' \n',
    '\n\nx',
    ' lead',
    'trail ',
    '  x\n y',
    'x \ny',
    'a\n---\nb',
    'a\n...\nb',
    'a\n%b\n',
    'k: v\nx: [\n',
  ],
  ...[
    '\ttab',
    'a\tb',
    '\r',
    'a\r\nb',
    '\u0000',
    '\u0007',
    '\u001b[31m',
    '\u007f',
    '\u0085',
    'a\u0085b',
    '\u00a0',
    '\u2028',
    'a\nb\u2028c',
    '\u2029',
  ],
  ...[
    '\ufeff',
    'x\ufeff',
    '\u200b',
    '\u202e',
    '\uffff',
    '\u{1fffe}',
    '\u{10ffff}',
    '😀',
    'é',
    '日本',
    'x'.repeat(10_240),
    'word '.repeat(2_000),
  ],
  ...Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)),
  Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join(''),
]

tests('to-yaml', {
  'both versions of YAML read every awkward string alike': () => {
    for (const word of words) survives(word)
    survives(words.join('\n'))
  },
  'any string survives as a value and as a key': () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), survives), { seed: 1, numRuns: 300 })
    fc.assert(fc.property(fc.stringMatching(/^[ \n:#'"{}[\],&*!|>%@`$~=?ab01.\t\u2028-]{0,12}$/), survives), { seed: 2, numRuns: 300 })
  },
  'what YAML 1.1 takes for a line break is escaped': () => assert.match(toYaml({ a: 'x\u0085y\u2028z' }), 'a: "x\\u0085y\\u2028z"'),
  'what could be a number is quoted': () =>
    assert.is(toYaml(['0o17', '1.2.3', '10s', '8080:80']), '- "0o17"\n- "1.2.3"\n- 10s\n- "8080:80"\n'),
  'text of several lines is a block': () => assert.is(toYaml({ a: 'one\n  two\n', b: 'x' }), 'a: |\n  one\n    two\nb: x\n'),
  'nothing is folded or aliased, and what is undefined is left out': () => {
    const shared = { x: 'word '.repeat(60).trim() }
    const text = toYaml({ a: shared, b: shared, c: undefined })
    assert.is(text.split('\n').length, 5)
    assert.not(/[&*]/.test(text))
    assert.not(/\bc:/.test(text))
  },
  'order is the data’s own': () => assert.is(toYaml({ b: 1, a: { d: 1, c: 2 } }), 'b: 1\na:\n  d: 1\n  c: 2\n'),
  'a header is a comment': () => assert.is(toYaml({ a: 1 }, { header: 'one\n\ntwo' }), '# one\n#\n# two\na: 1\n'),
  'json is indented and ends with a newline': () => assert.is(toJson({ a: [1] }), '{\n  "a": [\n    1\n  ]\n}\n'),
})

function survives(word: string): void {
  const value = { list: [word], map: { [`k${word}`]: word }, deep: { deeper: [{ word }] } }
  for (const version of ['1.1', '1.2'] as const)
    assert.equal(parse(toYaml(value), { version, merge: false }), value, `YAML ${version}: ${JSON.stringify(word).slice(0, 80)}`)
}
