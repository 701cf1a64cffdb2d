import { createHash } from 'node:crypto'
import fc from 'fast-check'
import * as assert from 'uvu/assert'
import { sha256 } from '../../src/print/sha256.js'
import { tests } from '../harness.js'

const real = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

tests('SHA-256 without a library of the platform', {
  'is that of the platform for every length around a block': () => {
    for (let length = 0; length < 200; length++) assert.is(sha256('é'.repeat(length)), real('é'.repeat(length)))
    assert.is(sha256('x'.repeat(1_000_000)), real('x'.repeat(1_000_000)))
  },
  'is that of the platform for every text': () =>
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => assert.is(sha256(text), real(text)))),
})
