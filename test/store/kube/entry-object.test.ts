import fc from 'fast-check'
import * as assert from 'uvu/assert'
import { Failure } from '../../../src/failure.js'
import { entryObject, entryPatch, readEntry, selectorOf } from '../../../src/store/kube/entry-object.js'
import type { KubeObject } from '../../../src/store/kube/kube-object.js'
import { objectName } from '../../../src/store/kube/object-name.js'
import { tests } from '../../harness.js'

const word = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'B', '1', '-', '.', '%', '~', '_', '*'), maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 8 }).map(encodeURIComponent),
  fc.string({ minLength: 200, maxLength: 400 }).map(encodeURIComponent),
  fc.stringMatching(/^[a-z]\.[0-9a-f]{32}$/),
)
const key = fc
  .tuple(
    fc.constantFrom('application', 'manifest', 'history', 'change'),
    fc.array(fc.oneof(word, fc.constantFrom('a', 'b', 'a.b', 'b.a')), { minLength: 1, maxLength: 3 }),
  )
  .map(([kind, words]) => [kind, ...words].join('/'))

tests('what a key is in a cluster', {
  'names that are legal, each of one key alone': () => {
    fc.assert(
      fc.property(fc.uniqueArray(key, { minLength: 2, maxLength: 20 }), (keys) => {
        const names = keys.map(objectName)
        for (const name of names) assert.match(name, /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/)
        assert.is(new Set(names).size, names.length)
      }),
    )
    assert.is(objectName('lattice'), 'mc.lattice')
    assert.is(objectName('application/orders'), 'mc.application.orders')
    assert.is(objectName('manifest/orders/v1.0.0/a1'), 'mc.manifest.orders.v1.0.0.a1')
    assert.match(objectName('manifest/orders/01JX/a1'), /^mc\.manifest\.orders\.01jx\.a1\.[0-9a-f]{32}$/)
    assert.is.not(objectName('manifest/a/b/c'), objectName('manifest/a/b.c'))
    assert.is.not(objectName('manifest/a/b.c'), objectName('manifest/a.b/c'))
    assert.is.not(objectName('manifest/a/B'), objectName('manifest/a/b'))
    const sum = objectName('application/A').slice('mc.application.'.length)
    assert.is.not(objectName(`application/${sum}`), objectName('application/A'))
  },
  'labels are legal, and a prefix selects what begins with it': () => {
    fc.assert(
      fc.property(key, fc.string(), (own, value) => {
        const { labels = {} } = entryObject(own, value).metadata
        for (const label of Object.values(labels)) assert.match(label, /^(?=.{0,63}$)(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/)
        const words = own.split('/')
        for (let count = 1; count < words.length; count++)
          for (const term of selectorOf(`${words.slice(0, count).join('/')}/`).split(',')) {
            const [label = '', wanted] = term.split('=')
            assert.is(labels[label], wanted, term)
          }
      }),
    )
  },
  'a value comes back, and one that was changed behind our back is named with who did it': () => {
    const stored = (object: KubeObject): KubeObject => ({ ...object, metadata: { ...object.metadata, resourceVersion: '5' } })
    const object = stored(entryObject('application/orders', '{"a":1}'))
    assert.equal(readEntry('kube://c/n', object), { key: 'application/orders', value: '{"a":1}', revision: '5' })
    const { metadata } = object
    const edits: readonly [KubeObject, RegExp][] = [
      [{ ...object, data: { 'value.json': '{"a":2}' } }, /what it says is not what was written/],
      [{ ...object, data: {} }, /it has no data `value\.json`/],
      [{ ...object, metadata: { ...metadata, annotations: {} } }, /its annotation manifest-compiler\.dev\/key is missing/],
      [
        {
          ...object,
          metadata: { ...metadata, annotations: { ...metadata.annotations, 'manifest-compiler.dev/key': 'application/other' } },
        },
        /is of another object/,
      ],
    ]
    for (const [edited, expected] of edits) {
      const managedFields = [
        { manager: 'mc', time: '2026-02-01T00:00:00Z' },
        { manager: 'kubectl-edit', time: '2026-01-02T03:04:05Z' },
        { manager: 'old', time: '2025-01-01T00:00:00Z' },
      ]
      const message = failure(() => readEntry('kube://c/n', { ...edited, metadata: { ...edited.metadata, managedFields } }))
      assert.match(message, expected)
      assert.match(message, 'kube://c/n: the ConfigMap `mc.application.orders` is damaged: ')
      assert.match(message, 'it was last written by `kubectl-edit` at 2026-01-02T03:04:05Z')
    }
  },
  'each write is a state of its own, also of the same value': () => {
    const entry = { key: 'lattice', value: '{}', revision: '3' }
    assert.not.equal(entryPatch(entry, '{}'), entryPatch(entry, '{}'))
    assert.is(entryObject('manifest/a/1/x', 'text')['immutable'], true)
    assert.is(entryObject('application/a', '{}')['immutable'], undefined)
  },
})

function failure(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    if (error instanceof Failure) return error.message
    throw error
  }
  throw new Error('it did not fail')
}
