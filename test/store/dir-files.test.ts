import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import * as assert from 'uvu/assert'
import type { ApplicationRecord, ComponentOutline } from '../../src/generated/lattice-record.js'
import { canonicalJson } from '../../src/print/canonical-json.js'
import { fileNameOf } from '../../src/store/dir/file-name-of.js'
import { type Head, nextHead, noHead } from '../../src/store/dir/head.js'
import { namesMentioning } from '../../src/store/dir/names-mentioning.js'
import { openDirStore } from '../../src/store/dir/open-dir-store.js'
import { parseHead } from '../../src/store/dir/parse-head.js'
import { listFiles, temporary, tests } from '../harness.js'
import { awkwardNames } from './store-conformance.js'
import { manifestText, putChange, putInto, versionOf } from './stored-applications.js'
import { surroundingsIn } from './surroundings-in.js'

const text = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.constantFrom(...awkwardNames))
const outline = fc.record({
  shared: fc.boolean(),
  components: fc.constant<ComponentOutline[]>([]),
  claims: fc.array(text, { maxLength: 3 }),
})
const record = (name: string): fc.Arbitrary<ApplicationRecord> =>
  fc.tuple(outline, fc.dictionary(text, fc.jsonValue())).map(([own, future]) => {
    const versions = [{ ...versionOf(manifestText('x', 'v1'), 'v1').record, outline: own, future }]
    return JSON.parse(JSON.stringify({ ...future, format: 1, name, versions }))
  })
const records = fc
  .uniqueArray(text, { maxLength: 8 })
  .chain((names) => fc.tuple(...names.map(record)))
  .map((all) => new Map(all.map((one) => [one.name, one])))

const headOf = (before: Head, changed: ReadonlyMap<string, ApplicationRecord | undefined>): Head =>
  parseHead(Buffer.concat(nextHead(before, changed, [])), 'lattice.jsonl')

const sorted = (all: ReadonlyMap<string, ApplicationRecord>): string => canonicalJson([...all].sort(([a], [b]) => (a < b ? -1 : 1)))

/** All but the first line. */
const below = (bytes: Buffer): string => bytes.toString('utf8', bytes.indexOf(10))

tests('files of a lattice in a folder', {
  'names of files are safe on every disk, and no two names have one': () => {
    const check = (names: readonly string[]): void => {
      const files = names.map(fileNameOf)
      for (const [index, file] of files.entries()) {
        assert.match(file, /^[A-Za-z0-9_%-][A-Za-z0-9_.%+-]*$/, JSON.stringify(names[index]))
        assert.not.match(file, /\.$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i)
        assert.ok(file.length <= 200)
      }
      assert.is(new Set(files.map((file) => file.toLowerCase())).size, new Set(names).size, 'whatever the disk makes of capitals')
    }
    check(awkwardNames)
    check([
      'con',
      'con.yaml',
      'CON',
      'Con',
      'cOn',
      'com1',
      '%63on',
      'v1+1',
      'V1',
      'v1',
      'v1.',
      'v1%2e',
      'x'.repeat(141),
      'X'.repeat(141),
      'x'.repeat(142),
    ])
    fc.assert(
      fc.property(
        fc.uniqueArray(
          text.filter((own) => own !== ''),
          { maxLength: 20 },
        ),
        check,
      ),
    )
  },
  'plain names are found where a person looks': () => {
    assert.is(fileNameOf('order-processing'), 'order-processing')
    assert.is(fileNameOf('v1.2.3'), 'v1.2.3')
    assert.is(fileNameOf('01JDX3'), '01JDX3+1c')
  },
  'what is written is read again, whatever it holds and in however many steps': () => {
    fc.assert(
      fc.property(records, records, (first, second) => {
        const one = headOf(noHead, first)
        assert.is(canonicalJson([...one.records]), sorted(first))
        const gone = [...first.keys()].filter((_, index) => index % 3 === 0)
        const changed = new Map<string, ApplicationRecord | undefined>([...gone.map((name) => [name, undefined] as const), ...second])
        const two = headOf(one, changed)
        const expected = new Map(
          [...new Map([...first, ...changed])].filter((own): own is [string, ApplicationRecord] => own[1] !== undefined),
        )
        assert.is(canonicalJson([...two.records]), sorted(expected))
        assert.is(below(Buffer.concat(nextHead(noHead, expected, []))), below(two.bytes), 'step by step or at once')
        assert.is(two.first.revision, 2)
      }),
    )
  },
  'whoever mentions a string is found by it': () => {
    fc.assert(
      fc.property(records, fc.array(text, { maxLength: 4 }), (all, more) => {
        const head = headOf(noHead, all)
        const strings = [...[...all.values()].flatMap(({ versions }) => versions.flatMap((own) => own.outline.claims)).slice(0, 4), ...more]
        const found = namesMentioning(head, strings)
        for (const [name, own] of all)
          if (own.versions.some((version) => version.outline.claims.some((claim) => strings.includes(claim)))) assert.ok(found.has(name))
      }),
    )
    const head = headOf(noHead, new Map(['one', 'two'].map((name) => [name, putChange(name, 'v1').record])))
    assert.equal([...namesMentioning(head, ['two'])], ['two'])
    assert.equal([...namesMentioning(head, ['tw'])], [])
  },
  'fields of a newer mc in the first line stay': async () => {
    const folder = temporary()
    const store = await openDirStore('.mc', surroundingsIn(folder))
    await putInto(store, 'orders', 'v1')
    const path = join(folder, '.mc/lattice.jsonl')
    writeFileSync(path, readFileSync(path, 'utf8').replace('"revision":1', '"future":{"a":[1]},"revision":1'))
    await putInto(store, 'orders', 'v2')
    assert.match(
      readFileSync(path, 'utf8').split('\n')[0]!,
      /^\{"format":1,"future":\{"a":\[1\]\},"revision":2,"applications":1,"events":1,"digest":"[0-9a-f]{64}"\}$/,
    )
  },
  'a change of one application is a change of its line': async () => {
    const folder = temporary()
    const store = await openDirStore('.mc', surroundingsIn(folder))
    for (const name of ['a', 'b', 'c']) await putInto(store, name, 'v1')
    const lines = (): string[] => readFileSync(join(folder, '.mc/lattice.jsonl'), 'utf8').split('\n')
    const before = lines()
    await putInto(store, 'b', 'v2')
    const after = lines()
    assert.equal(
      after.map((line, index) => line === before[index]),
      [false, false, true, false, true, true],
    )
    assert.equal(readdirSync(join(folder, '.mc/applications/b')).sort(), ['history.jsonl', 'v1.yaml', 'v2.yaml'])
  },
  'files grow with what is put, and no faster': async () => {
    const sizeAfter = async (count: number): Promise<number> => {
      const folder = temporary()
      const store = await openDirStore('.mc', surroundingsIn(folder))
      for (let start = 0; start < count; start += 50) {
        const names = Array.from({ length: 50 }, (_, index) => `app-${1000 + start + index}`)
        await store.commit(await store.read(), new Map(names.map((name) => [name, putChange(name, 'v1')])))
      }
      return listFiles(folder).reduce((sum, path) => sum + statSync(path).size, 0)
    }
    const [small, large] = [await sizeAfter(100), await sizeAfter(400)]
    assert.ok(large / small < 4.05, `${large} bytes of 400, ${small} of 100`)
  },
  'a history of thousands of events is appended to, and read from its end': async () => {
    const folder = temporary()
    mkdirSync(join(folder, '.mc'))
    const store = await openDirStore('.mc', surroundingsIn(folder))
    await putInto(store, 'orders', 'v1')
    const path = join(folder, '.mc/applications/orders/history.jsonl')
    const [first] = await store.history('orders')
    // all of one revision, which no writer makes, but which is as long
    writeFileSync(path, `${JSON.stringify({ ...first, message: 'm'.repeat(9000) })}\n`.repeat(20))
    await putInto(store, 'orders', 'v2')
    const history = await store.history('orders')
    assert.is(history.length, 21)
    assert.is(history.at(-1)?.version, 'v2')
  },
})
