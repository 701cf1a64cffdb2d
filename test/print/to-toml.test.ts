import { parse } from 'smol-toml'
import * as assert from 'uvu/assert'
import { toToml } from '../../src/print/to-toml.js'
import { awkwardTexts } from '../engines/awkward-texts.js'
import { tests } from '../harness.js'

tests('to-toml', {
  'prints tables, and leaves out what is undefined': () =>
    assert.is(toToml({ none: undefined, a: { 'b c': { type: 'x' } }, n: 1 }), 'n = 1\n\n[a."b c"]\ntype = "x"\n'),
  'begins with the header': () => assert.is(toToml({ a: 1 }, { header: 'one\ntwo' }), '# one\n# two\n\na = 1\n'),
  'is read back as it was': () => {
    const value = { texts: awkwardTexts, list: [{ a: true }, { a: false }], number: 0.5 }
    assert.equal(JSON.parse(JSON.stringify(parse(toToml(value)))), value)
  },
})
