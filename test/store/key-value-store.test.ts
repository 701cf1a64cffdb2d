import * as assert from 'uvu/assert'
import { openKeyValueStore } from '../../src/store/key-value/open-key-value-store.js'
import { LatticeChanged } from '../../src/store/store.js'
import { tests } from '../harness.js'
import { acting, deleting, deploying, putting } from './lattice-acts.js'
import { type MemoryOptions, memoryKeyValues } from './memory-key-value.js'

function lattice() {
  const memory = memoryKeyValues()
  return { memory, open: (options?: MemoryOptions) => openKeyValueStore(memory.open(options), { timeLimit: 2000 }) }
}

tests('a lattice over keys and values', {
  'is empty before the first change': async () => {
    const { memory, open } = lattice()
    const store = open()
    const { revision, records } = await store.read()
    assert.is(revision, '0')
    assert.is(records.size, 0)
    assert.equal(await store.history('shop'), [])
    assert.is(memory.entries.size, 0)
  },
  'keeps what is put': async () => {
    const { open } = lattice()
    const text = '\ufeffkind: Application\r\nno end'
    const first = open()
    assert.is(await first.commit(await first.read(), new Map([['shop', putting(await first.read(), 'shop', '1.0', text)]])), '1')
    const store = open()
    const { revision, records } = await store.read()
    assert.is(revision, '1')
    assert.equal([...records.keys()], ['shop'])
    assert.is(await store.text('shop', '1.0'), text)
    assert.equal(await store.history('shop'), [{ act: 'put', version: '1.0', at: '2026-01-01T00:00:00Z', actor: 'tester', revision: 1 }])
  },
  'refuses a change on an old snapshot': async () => {
    const { open } = lattice()
    const [a, b] = [open(), open()]
    const [forA, forB] = [await a.read(), await b.read()]
    await a.commit(forA, new Map([['a', putting(forA, 'a', '1', 'a')]]))
    let refused: unknown
    await b.commit(forB, new Map([['b', putting(forB, 'b', '1', 'b')]])).catch((error) => (refused = error))
    assert.instance(refused, LatticeChanged)
    assert.equal([...(await b.read()).records.keys()], ['a'])
    assert.equal(await b.history('b'), [])
  },
  'forgets a deleted application but for its history, and its texts': async () => {
    const { memory, open } = lattice()
    const store = open()
    await acting(store, (at) => new Map([['shop', putting(at, 'shop', '1', 'one')]]))
    await acting(store, (at) => new Map([['shop', deploying(at, 'shop', '1')]]))
    await acting(store, () => new Map([['shop', deleting()]]))
    await acting(store, (at) => new Map([['shop', putting(at, 'shop', '1', 'another')]]))
    assert.is(await store.text('shop', '1'), 'another')
    assert.equal(
      (await store.history('shop')).map(({ act, revision }) => `${revision} ${act}`),
      ['1 put', '2 deploy', '3 delete', '4 put'],
    )
    assert.is([...memory.entries.keys()].filter((key) => key.startsWith('manifest/')).length, 1)
  },
})
