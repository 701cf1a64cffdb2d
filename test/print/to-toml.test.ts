import { parse } from 'smol-toml'
import * as assert from 'uvu/assert'
import { toToml } from '../../src/print/to-toml.js'
import { awkwardTexts } from '../engines/awkward-texts.js'
import { tests } from '../harness.js'

tests('to-toml', {
  'prints tables, and leaves out what is undefined': () =>
    assert.is(toToml({ none: undefined, a: { 'b c': { type: 'x' } }, n: 1 }), 'n = 1\n\n[a."b c"]\ntype = "x"\n'),
  'begins with the header': () => assert.is(toToml({ a: 1 }, { header: 'one\ntwo' }), '# one\n# two\n\na = 1\n'),
  'prints a text as it is where that is asked': () => {
    const value = { a: 1, text: '{\n  "b": "\\\\"\n}', c: { text: 'x' } }
    assert.is(toToml(value, { literals: ['text', 'none'] }), `a = 1\ntext = '''\n{\n  "b": "\\\\"\n}'''\n\n[c]\ntext = "x"\n`)
    assert.equal(JSON.parse(JSON.stringify(parse(toToml(value, { literals: ['text'] })))), value)
    for (const text of ["'''", '\u007f', '\r'])
      assert.throws(() => toToml({ text }, { literals: ['text'] }), 'no text for a literal string')
  },
  'is read back as it was': () => {
    const value = { texts: awkwardTexts, list: [{ a: true }, { a: false }], number: 0.5 }
    assert.equal(JSON.parse(JSON.stringify(parse(toToml(value)))), value)
  },
})
