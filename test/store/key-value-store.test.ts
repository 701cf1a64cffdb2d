import * as assert from 'uvu/assert'
import { addEvent, dropOldPage, readEvents } from '../../src/store/key-value/history-pages.js'
import { openKeyValueStore } from '../../src/store/key-value/open-key-value-store.js'
import { seal } from '../../src/store/key-value/seal.js'
import type { Store } from '../../src/store/store.js'
import { tests } from '../harness.js'
import { type Memory, type MemoryOptions, memoryKeyValues } from './memory-key-value.js'
import { assertFailure, storeConformance } from './store-conformance.js'
import { eventOf, manifestText, putChange, putInto } from './stored-applications.js'

function openOn(memory: Memory, options?: MemoryOptions): Store {
  return openKeyValueStore(memory.open(options), { timeLimit: 2000 })
}

const memories = new Map<string, Memory>()
const memoryOf = (lattice: string): Memory => {
  const memory = memories.get(lattice) ?? memoryKeyValues()
  memories.set(lattice, memory)
  return memory
}

storeConformance('of keys and values', {
  open: async (lattice) => openOn(memoryOf(lattice), { valueLimit: 1024 * 1024 }),
  async makeNewer(lattice) {
    const { entries } = memoryOf(lattice)
    const head = entries.get('lattice')!
    entries.set('lattice', { ...head, value: seal({ format: 2 }), revision: 'newer' })
  },
  largestText: 1024 * 1024,
})

tests('a lattice over keys and values', {
  'asks for a little only, and writes nothing by reading': async () => {
    const memory = memoryKeyValues()
    const requests: string[] = []
    const store = openOn(memory, { before: (request) => void requests.push(request) })
    await store.read()
    assert.equal(requests, ['get lattice', 'list application/', 'get lattice'])
    assert.is(memory.entries.size, 0)
    await putInto(store, 'shop', 'v1')
    requests.length = 0
    await store.commit(
      await store.read(),
      new Map([['shop', putChange('shop', 'v2', undefined, (await store.read()).records.get('shop'))]]),
    )
    assert.is(requests.slice(6).filter((request) => !request.startsWith('get manifest')).length, 5, requests.join('\n'))
  },
  'keeps nothing of deleted texts': async () => {
    const memory = memoryKeyValues()
    const store = openOn(memory)
    const snapshot = await putInto(store, 'shop', 'v1')
    await store.commit(snapshot, new Map([['shop', { record: undefined, event: eventOf('delete', 'v1') }]]))
    assert.equal(
      [...memory.entries.keys()].filter((key) => key.startsWith('manifest/')),
      [],
    )
  },
  'keeps nothing of texts that came too late': async () => {
    const memory = memoryKeyValues()
    const [one, other] = [openOn(memory), openOn(memory)]
    const old = await one.read()
    await putInto(other, 'shop', 'v1')
    await one.commit(old, new Map([['shop', putChange('shop', 'v1')]])).catch(() => {})
    await one.close()
    assert.is([...memory.entries.keys()].filter((key) => key.startsWith('manifest/')).length, 1)
    assert.ok(await other.text('shop', 'v1'))
  },
  'cuts a large change into pieces, and keeps them no longer than needed': async () => {
    const memory = memoryKeyValues()
    const store = openOn(memory, { valueLimit: 20_000 })
    const names = Array.from({ length: 60 }, (_, index) => `app-🦀-${index}`)
    await store.commit(await store.read(), new Map(names.map((name) => [name, putChange(name, 'v1')])))
    const pieces = (): number => [...memory.entries.keys()].filter((key) => key.startsWith('change/')).length
    assert.ok(pieces() > 1, `${pieces()} pieces`)
    assert.is((await openOn(memory).read()).records.size, 60)
    await putInto(store, 'small', 'v1')
    assert.is(pieces(), 0)
    assert.is((await openOn(memory).read()).records.size, 61)
  },
  'history turns its pages, and drops the oldest': async () => {
    const memory = memoryKeyValues()
    const keyValue = memory.open()
    for (let old = 0; old < 6; old++) await addEvent(keyValue, 'shop', old, { ...eventOf('deploy', `old-${old}`), revision: old + 1 })
    let page = 97
    for (let revision = 11; revision <= 310; revision++) {
      const next = await addEvent(keyValue, 'shop', page, { ...eventOf('deploy', `v${revision}`), revision })
      if (next > page) await dropOldPage(keyValue, 'shop', next)
      page = next
      // whoever does it again changes nothing
      assert.is(await addEvent(keyValue, 'shop', page, { ...eventOf('deploy', 'again'), revision }), page)
    }
    const kept = ['000003', '000004', '000005', '000097', '000098', '000099', '000100', '000101', '000102']
    assert.equal(
      [...memory.entries.keys()].sort(),
      kept.map((number) => `history/shop/${number}`),
    )
    const versions = (await readEvents(keyValue, 'shop', page)).map(({ version }) => version)
    assert.equal(versions, ['old-3', 'old-4', 'old-5', ...Array.from({ length: 300 }, (_, index) => `v${index + 11}`)])
  },
  'history is told across its pages': async () => {
    const store = openOn(memoryKeyValues())
    let snapshot = await putInto(store, 'shop', 'v0')
    for (let turn = 1; turn <= 110; turn++) {
      await store.commit(snapshot, new Map([['shop', { record: snapshot.records.get('shop'), event: eventOf('deploy', `v${turn}`) }]]))
      snapshot = await store.read()
    }
    const versions = (await store.history('shop')).map(({ version, revision }) => `${revision} ${version}`)
    assert.equal(
      versions,
      Array.from({ length: 111 }, (_, turn) => `${turn + 1} v${turn}`),
    )
  },
  'refuses what is larger than an entry may be, with application, size and limit, and writes nothing': async () => {
    const memory = memoryKeyValues()
    const store = openOn(memory, { valueLimit: 1500 })
    const [text, message] = [manifestText('shop', 'v1').padEnd(2019, '#'), 'm'.repeat(1600)]
    const put = putChange('shop', 'v1')
    const large = putChange('shop', 'v1', text)
    await assertFailure(
      store.commit(await store.read(), new Map([['shop', large]])),
      /^application `shop`: the manifest of version `v1` takes 2,019 bytes, and memory:\/\/test keeps at most 1,500 in one entry/,
    )
    const wordy = { ...put, event: { ...eventOf('put', 'v1'), message } }
    await assertFailure(store.commit(await store.read(), new Map([['shop', wordy]])), /what its history is to say takes 1,\d+ bytes/)
    assert.is(memory.entries.size, 0)
    let refused: unknown
    for (let turn = 0; turn < 10 && refused === undefined; turn++)
      await putInto(store, 'shop', `v${turn}`).catch((error) => (refused = error))
    assert.match(String(refused), /the record of its \d versions takes [\d,]+ bytes.*mc delete shop@<version>/)
    assert.ok((await store.read()).records.has('shop'))
  },
  'names damage by its entry, and destroys nothing': async () => {
    const damage: readonly (readonly [string, (value: string) => string | undefined, RegExp])[] = [
      ['lattice', (value) => value.slice(0, -5), /`lattice` is damaged: it is cut off, or was edited/],
      ['lattice', (value) => value.replace('"revision":2', '"revision":1'), /`lattice` is damaged/],
      ['lattice', () => undefined, /`lattice` is damaged: it is missing, and there are applications/],
      ['application/shop', (value) => value.replace('app.yaml', 'bpp.yaml'), /`application\/shop` is damaged/],
      [
        'application/shop',
        () => seal({ format: 1, name: 'shop', revision: 2, page: 0, texts: {}, record: { format: 1 } }),
        /not as its schema says/,
      ],
      [
        'application/shop',
        () => seal({ format: 1, name: 'shop', revision: 9, page: 0, texts: {} }),
        /it is older than the entry `application\/shop`/,
      ],
      ['application/base', () => undefined, /it counts 2 applications, and 1 are there/],
      ['application/shop', () => seal({ format: 7, anything: 1 }), /`application\/shop` has format 7 .* newer mc/],
    ]
    for (const [key, edit, expected] of damage) {
      const memory = memoryKeyValues()
      await putInto(openOn(memory), 'base', 'v1')
      await putInto(openOn(memory), 'shop', 'v1')
      const entry = memory.entries.get(key)!
      const value = edit(entry.value)
      if (value === undefined) memory.entries.delete(key)
      else memory.entries.set(key, { ...entry, value, revision: 'edited' })
      const before = new Map(memory.entries)
      await assertFailure(openOn(memory).read(), expected)
      await assertFailure(putInto(openOn(memory), 'more', 'v1'), expected)
      assert.equal([...memory.entries], [...before])
    }
  },
  'names a text that is missing or another one': async () => {
    const memory = memoryKeyValues()
    await putInto(openOn(memory), 'shop', 'v1')
    const [key = ''] = [...memory.entries.keys()].filter((name) => name.startsWith('manifest/'))
    const entry = memory.entries.get(key)!
    memory.entries.set(key, { ...entry, value: `${entry.value} ` })
    await assertFailure(
      openOn(memory).text('shop', 'v1'),
      /`manifest\/shop\/v1\/[0-9a-f]+` is damaged: the text is not the one that was put/,
    )
    memory.entries.delete(key)
    await assertFailure(openOn(memory).text('shop', 'v1'), /is damaged: it is missing/)
  },
})
