import * as assert from 'uvu/assert'
import { compareText } from '../../src/diagnostic.js'
import { Failure } from '../../src/failure.js'
import type { ApplicationRecord, LatticeEvent } from '../../src/generated/lattice-record.js'
import { type Change, LatticeChanged, type Snapshot, type Store } from '../../src/store/store.js'
import { type Case, tests } from '../harness.js'
import { type PutResult, putText } from './put-text.js'
import { eventOf, manifestText, putChange, putInto, versionOf } from './stored-applications.js'

/** A kind of store, as the suite needs it. */
export interface StoreUnderTest {
  /** Opens the lattice of that name (small letters, digits, hyphens); the same name is the same lattice, a new name is an empty one. */
  open(lattice: string): Promise<Store>
  /** Makes what is stored look as if a newer mc had written it. */
  makeNewer?(lattice: string): Promise<void>
  /** Bytes of the largest manifest that the store takes; 4 MiB where it has no limit of its own. */
  readonly largestText?: number
  /** What the store cannot do, with the reason, which is printed. */
  readonly cannot?: Partial<Readonly<Record<Ability, string>>>
}

/**
 * What a store may be unable to do. `swap`: compare-and-swap by the server itself; `history`: who, when and why; `provenance`: from which file a version is, and who put it;
 * `names`: names that no platform takes; `texts`: manifests byte for byte;
 * `fields`: fields of a newer mc; `formats`: being of a newer format; `together`: several applications at once, all or nothing;
 * `states`: retained components, and applications that are leaving; `large`: large manifests and many applications.
 */
export type Ability = 'swap' | 'history' | 'provenance' | 'names' | 'texts' | 'fields' | 'formats' | 'together' | 'states' | 'large'

/** Names that some disk, server or URL would take for something else. */
export const awkwardNames: readonly string[] = [
  'App',
  'app',
  'APP',
  'with space',
  ' leading and trailing ',
  '..',
  '.',
  '.hidden',
  'trailing.',
  'a/b',
  '/etc/passwd',
  '../../escape',
  'back\\slash',
  'colon:star*question?',
  'per%20cent',
  '100%',
  'plus+plus',
  'under_score~tilde',
  'lattice',
  'history',
  '__proto__',
  'constructor',
  'con',
  'NUL.txt',
  'größe',
  'gro\u0308ße',
  '数据库',
  '🦀',
  'new\nline',
  'tab\tbed',
  'quote\'quote"',
  '$HOME `id` ;',
  '-rf',
  '#hash',
  'l'.repeat(200),
  'L'.repeat(200),
  '数'.repeat(200),
]

let lattices = 0

/** Registers the cases that hold for every store; each works on a lattice of its own. */
export function storeConformance(name: string, store: StoreUnderTest): void {
  for (const [ability, reason] of Object.entries(store.cannot ?? {})) console.log(`store ${name} cannot do ${ability}: ${reason}`)
  const can = (ability: Ability): boolean => store.cannot?.[ability] === undefined
  const cases = Object.entries(casesOf(store)).filter(([, [abilities]]) => abilities.every(can))
  tests(`store ${name}`, Object.fromEntries(cases.map(([title, [, body]]) => [title, inLattice(store, body)])))
}

/** What became of each application, and the version that it has. */
function outcomesOf({ puts }: PutResult): string[] {
  return puts.map(({ outcome, version }) => `${outcome} ${version}`)
}

type Body = (open: () => Promise<Store>, lattice: string) => Promise<void>

/** Runs a case in a lattice of its own and closes what it opened. */
function inLattice(store: StoreUnderTest, body: Body): Case {
  return async () => {
    const lattice = `conformance-${process.pid}-${Date.now().toString(36)}-${lattices++}`
    const opened: Store[] = []
    const open = async (): Promise<Store> => {
      const one = await store.open(lattice)
      opened.push(one)
      return one
    }
    try {
      await body(open, lattice)
    } finally {
      for (const one of opened) await one.close()
    }
  }
}

function casesOf(store: StoreUnderTest): Readonly<Record<string, readonly [readonly Ability[], Body]>> {
  const known = (record: ApplicationRecord | undefined): unknown =>
    record === undefined || store.cannot?.provenance === undefined
      ? record
      : { ...record, versions: record.versions.map(({ version, outline }) => ({ version, outline })) }
  return {
    'a lattice that nobody wrote to is empty, and stays as it is by reading': [
      [],
      async (open) => {
        const one = await open()
        const first = await one.read()
        assert.equal([...first.records], [])
        assert.equal(await one.history('orders'), [])
        assert.is((await one.read()).revision, first.revision)
        assert.is((await (await open()).read()).revision, first.revision)
      },
    ],
    'what is put is there for whoever opens the lattice next': [
      [],
      async (open) => {
        const one = await open()
        const change = putChange('orders', 'v1')
        const revision = await one.commit(await one.read(), new Map([['orders', change]]))
        const other = await open()
        const snapshot = await other.read()
        assert.is(snapshot.revision, revision)
        assert.equal([...snapshot.records.keys()], ['orders'])
        assert.equal(known(snapshot.records.get('orders')), known(change.record))
        assert.is(await other.text('orders', 'v1'), change.texts?.get('v1'))
        assert.is((await one.read()).revision, revision)
      },
    ],
    'the same content again is no change, in other words too; other content under one version is refused, and so is the version `latest`': [
      [],
      async (open) => {
        const one = await open()
        const text = manifestText('orders', 'v1')
        assert.equal(outcomesOf(await putText(one, text)), ['created v1'])
        const { revision } = await one.read()
        assert.equal(outcomesOf(await putText(one, text)), ['unchanged v1'])
        assert.equal(
          outcomesOf(
            await putText(one, `# the same\n${text.replace(/^ {2}name: .*\n/m, '').replace('metadata:', 'metadata:\n  name: "orders"')}`),
          ),
          ['unchanged v1'],
        )
        assert.equal((await putText(one, manifestText('orders', 'v1', '2'))).refused, ['lifecycle/version-taken'])
        const latest = await putText(one, manifestText('orders', 'latest'))
        assert.ok(latest.refused.length > 0 && latest.puts.length === 0)
        assert.is((await one.read()).revision, revision)
        assert.equal(outcomesOf(await putText(one, manifestText('orders', 'v2', '2'))), ['new version v2'])
        assert.equal(
          (await one.read()).records.get('orders')?.versions.map(({ version }) => version),
          ['v1', 'v2'],
        )
      },
    ],
    'a manifest without a version gets a name where it differs from the newest, and only there': [
      [],
      async (open) => {
        const one = await open()
        const [text, other] = ['1', '2'].map((more) =>
          manifestText('orders', 'v1', more).replace(/^ {4}version: .*$/m, '    description: orders'),
        )
        assert.equal(outcomesOf(await putText(one, text!, '01J0000000000000000000000A')), ['created 01J0000000000000000000000A'])
        assert.equal(outcomesOf(await putText(one, text!, '01J0000000000000000000000B')), ['unchanged 01J0000000000000000000000A'])
        assert.equal(outcomesOf(await putText(one, other!, '01J0000000000000000000000C')), ['new version 01J0000000000000000000000C'])
        // what was put before the newest is no version of its own name, so that it is new again
        assert.equal(outcomesOf(await putText(one, text!, '01J0000000000000000000000D')), ['new version 01J0000000000000000000000D'])
      },
    ],
    'history says who did what, oldest first, with the revision that it made': [
      ['history'],
      async (open) => {
        const one = await open()
        const first = await one.commit(await one.read(), new Map([['orders', putChange('orders', 'v1')]]))
        const snapshot = await putInto(one, 'orders', 'v2')
        const record = { ...snapshot.records.get('orders')!, deployed: 'v2' }
        const event: LatticeEvent = {
          act: 'deploy',
          version: 'v2',
          former: 'v1',
          strategy: 'weakchild',
          removed: ['a', 'b'],
          retained: ['c'],
          by: 'platform',
          at: '2026-03-02T00:00:00.000Z',
          actor: 'Zoë <zoe@example.com>',
          message: 'two\nlines, and ünïcode',
        }
        await one.commit(snapshot, new Map([['orders', { record, event }]]))
        for (const reader of [one, await open()]) {
          const history = await reader.history('orders')
          assert.equal(
            history.map(({ revision: _, ...rest }) => rest),
            [eventOf('put', 'v1'), eventOf('put', 'v2'), event],
          )
          const revisions = history.map(({ revision }) => revision!)
          assert.ok(revisions[0]! >= 1 && revisions[0]! < revisions[1]! && revisions[1]! < revisions[2]!, `revisions ${revisions} grow`)
        }
        assert.is.not(first, (await one.read()).revision)
        assert.equal(await one.history('nobody'), [])
      },
    ],
    'versions stay in the order in which they were put, each with its own text': [
      [],
      async (open) => {
        const one = await open()
        const versions = ['v1', 'v10', 'v2', '0.9.0']
        for (const version of versions) await putInto(one, 'orders', version, manifestText('orders', version, `is-${version}`))
        const other = await open()
        const record = (await other.read()).records.get('orders')
        assert.equal(
          record?.versions.map(({ version }) => version),
          versions,
        )
        for (const version of versions)
          assert.is(await other.text('orders', version), manifestText('orders', version, `is-${version}`), `text of ${version}`)
      },
    ],
    'what is deployed, retained and leaving is kept': [
      ['states'],
      async (open) => {
        const one = await open()
        const { records } = await putInto(one, 'platform', 'v1')
        const record: ApplicationRecord = {
          ...records.get('platform')!,
          deployed: 'v1',
          retained: [
            { component: 'cache', version: 'v1' },
            { component: 'cache', version: 'v0' },
          ],
          leaving: true,
        }
        await one.commit(await one.read(), new Map([['platform', { record, event: eventOf('undeploy', 'v1') }]]))
        assert.equal((await (await open()).read()).records.get('platform'), record)
        const { deployed: _, retained: __, leaving: ___, ...plain } = record
        await one.commit(await one.read(), new Map([['platform', { record: { ...plain, format: 1 }, event: eventOf('undeploy', 'v1') }]]))
        assert.equal(Object.keys((await (await open()).read()).records.get('platform')!).sort(), ['format', 'name', 'versions'])
      },
    ],
    'of two who change the same snapshot one wins, and the other is told and has changed nothing': [
      [],
      async (open) => {
        const [one, other] = [await open(), await open()]
        await putInto(one, 'base', 'v1')
        const [mine, theirs] = [await one.read(), await other.read()]
        assert.is(mine.revision, theirs.revision)
        await one.commit(mine, new Map([['orders', putChange('orders', 'v1', manifestText('orders', 'v1', 'mine'))]]))
        const before = await one.read()
        // another application, too: what is decided depends on the whole lattice
        await assertChanged(other.commit(theirs, new Map([['shop', putChange('shop', 'v1')]])))
        await assertChanged(other.commit(theirs, new Map([['orders', putChange('orders', 'v1', manifestText('orders', 'v1', 'theirs'))]])))
        assert.equal(contents(await other.read()), contents(before))
        assert.is(await other.text('orders', 'v1'), manifestText('orders', 'v1', 'mine'))
        if (other.hasHistory) assert.equal(await other.history('shop'), [])
        await putInto(other, 'shop', 'v1')
        assert.equal([...(await one.read()).records.keys()], ['base', 'orders', 'shop'])
      },
    ],
    'those who put at the same time all have it in the end, once': [
      [],
      async (open) => {
        const writers = await Promise.all(Array.from({ length: 4 }, open))
        let conflicts = 0
        await Promise.all(
          writers.map(async (own, writer) => {
            for (let turn = 0; turn < 5; turn++) {
              const [name, version] = [turn % 2 === 0 ? 'together' : `alone-${writer}`, `v${writer}-${turn}`]
              for (;;) {
                const snapshot = await own.read()
                try {
                  await own.commit(snapshot, new Map([[name, putChange(name, version, undefined, snapshot.records.get(name))]]))
                  break
                } catch (error) {
                  if (!(error instanceof LatticeChanged)) throw error
                  conflicts++
                  await new Promise((resolve) => setTimeout(resolve, Math.random() * 20))
                }
              }
            }
          }),
        )
        if (store.cannot?.swap === undefined) assert.ok(conflicts > 0, 'the writers met')
        const last = await open()
        const { records } = await last.read()
        assert.is(records.size, 5)
        const expected = writers.flatMap((_, writer) => [0, 2, 4].map((turn) => `v${writer}-${turn}`)).sort()
        const versions = records.get('together')!.versions.map(({ version }) => version)
        assert.equal([...versions].sort(), expected)
        for (const version of versions) assert.is(await last.text('together', version), manifestText('together', version))
        if (!last.hasHistory) return
        const history = await last.history('together')
        assert.equal(
          history.map(({ version }) => version),
          versions,
          'history tells each put once, in the order of the versions',
        )
        assert.is(new Set(history.map(({ revision }) => revision)).size, 12)
      },
    ],
    'a snapshot stays as it was read': [
      [],
      async (open) => {
        const one = await open()
        const before = await putInto(one, 'orders', 'v1')
        const kept = contents(before)
        await putInto(await open(), 'orders', 'v2')
        await putInto(one, 'shop', 'v1')
        assert.equal(contents(before), kept)
      },
    ],
    'applications are listed in the order of their names, by code units': [
      [],
      async (open) => {
        const one = await open()
        const names = ['zeta', 'alpha', 'mid-2', 'mid-10', 'mid', 'a1', 'a-1']
        for (const name of names) await putInto(one, name, 'v1')
        assert.equal([...(await (await open()).read()).records.keys()], [...names].sort(compareText))
      },
    ],
    'awkward names and versions stay apart from each other and from all else': [
      ['names'],
      async (open) => {
        const one = await open()
        const change: Change = new Map(
          awkwardNames.map((name, index) => [name, putChange(name, `v${index}`, manifestText(name, `v${index}`, `n${index}`))]),
        )
        await one.commit(await one.read(), change)
        for (const [index, version] of awkwardNames.entries())
          await putInto(one, 'versions', version, manifestText('versions', version, `n${index}`))
        const other = await open()
        const { records } = await other.read()
        assert.equal([...records.keys()], [...awkwardNames, 'versions'].sort(compareText))
        for (const [index, name] of awkwardNames.entries()) {
          const label = JSON.stringify(name).slice(0, 40)
          assert.equal(records.get(name), change.get(name)?.record, `record of ${label}`)
          assert.is(await other.text(name, `v${index}`), manifestText(name, `v${index}`, `n${index}`), `text of ${label}`)
          assert.is(await other.text('versions', name), manifestText('versions', name, `n${index}`), `text of version ${label}`)
          if (other.hasHistory)
            assert.equal(
              (await other.history(name)).map(({ version }) => version),
              [`v${index}`],
              `history of ${label}`,
            )
        }
      },
    ],
    'texts come back byte for byte': [
      ['texts'],
      async (open) => {
        const one = await open()
        const plain = manifestText('orders', 'v1')
        const texts = {
          crlf: plain.replaceAll('\n', '\r\n'),
          'no-end': plain.trimEnd(),
          bom: `\ufeff${plain}`,
          blank: `\n\n  # a comment with ümläuts and 🦀\n${plain}\n\n\t\n`,
          comments: `${plain}# ${'\u2028\u0085\u00a0'} --- end`,
          nul: `${plain}# \u0001\u007f\n`,
        }
        for (const [version, text] of Object.entries(texts)) await putInto(one, 'orders', version, text)
        const other = await open()
        for (const [version, text] of Object.entries(texts)) {
          assert.is(await other.text('orders', version), text, version)
          assert.is(
            (await other.read()).records.get('orders')?.versions.find((own) => own.version === version)?.text,
            versionOf(text, version).record.text,
          )
        }
      },
    ],
    'large manifests and many applications at once': [
      ['large', 'together'],
      async (open) => {
        const one = await open()
        const plain = manifestText('large', 'v1')
        const size = (store.largestText ?? 4 * 1024 * 1024) - plain.length
        const large = `${plain}#${'x'.repeat(79)}\n${`#${'ü'.repeat(39)}\n`.repeat(Math.floor((size - 100) / 80))}`
        const change: Change = new Map([
          ['large', putChange('large', 'v1', large)],
          ...Array.from({ length: 150 }, (_, index) => [`many-${index}`, putChange(`many-${index}`, 'v1')] as const),
        ])
        await one.commit(await one.read(), change)
        const other = await open()
        const { records } = await other.read()
        assert.is(records.size, 151)
        for (const [name, { record }] of change) assert.equal(records.get(name), record)
        assert.ok((await other.text('large', 'v1')) === large, 'the large text')
        assert.is(await other.text('many-149', 'v1'), manifestText('many-149', 'v1'))
        if (other.hasHistory) assert.is((await other.history('many-149')).length, 1)
        await putInto(other, 'many-7', 'v2')
        assert.is((await one.read()).records.get('many-7')?.versions.length, 2)
      },
    ],
    'several applications change at once or not at all': [
      ['together'],
      async (open) => {
        const [one, other] = [await open(), await open()]
        const all: Change = new Map(['a', 'b', 'c'].map((name) => [name, putChange(name, 'v1')]))
        const empty = await other.read()
        const revision = await one.commit(await one.read(), all)
        const before = await one.read()
        assert.is(before.revision, revision)
        assert.is(before.records.size, 3)
        if (one.hasHistory) {
          const revisions = await Promise.all(['a', 'b', 'c'].map(async (name) => (await one.history(name))[0]?.revision))
          assert.is(new Set(revisions).size, 1, 'one change is one revision')
        }
        await assertChanged(other.commit(empty, new Map(['b', 'c', 'd'].map((name) => [name, putChange(name, 'v9')]))))
        assert.equal(contents(await other.read()), contents(before))
        if (other.hasHistory) for (const name of ['b', 'd']) assert.is((await other.history(name)).length, name === 'b' ? 1 : 0)
        // one goes, one changes, one comes
        const mixed: Change = new Map([
          ['a', { record: undefined, event: eventOf('delete', 'v1') }],
          ['b', putChange('b', 'v2', undefined, before.records.get('b'))],
          ['d', putChange('d', 'v1')],
        ])
        await one.commit(before, mixed)
        const after = await other.read()
        assert.equal([...after.records.keys()], ['b', 'c', 'd'])
        assert.is(after.records.get('b')?.versions.length, 2)
      },
    ],
    'an application that is deleted is gone, and its history stays': [
      ['history'],
      async (open) => {
        const one = await open()
        const snapshot = await putInto(one, 'orders', 'v1')
        await one.commit(snapshot, new Map([['orders', { record: undefined, event: eventOf('delete', 'v1') }]]))
        const other = await open()
        assert.is((await other.read()).records.has('orders'), false)
        assert.equal(
          (await other.history('orders')).map((event) => event.act),
          ['put', 'delete'],
        )
        // the same version may come again with other content
        await putInto(other, 'orders', 'v1', manifestText('orders', 'v1', 'again'))
        assert.is(await one.text('orders', 'v1'), manifestText('orders', 'v1', 'again'))
        assert.equal(
          (await one.history('orders')).map((event) => event.act),
          ['put', 'delete', 'put'],
        )
      },
    ],
    'a version that is deleted goes alone': [
      ['states'],
      async (open) => {
        const one = await open()
        await putInto(one, 'orders', 'v1')
        const snapshot = await putInto(one, 'orders', 'v2')
        const record = snapshot.records.get('orders')!
        const left = { ...record, versions: record.versions.filter(({ version }) => version !== 'v1') }
        await one.commit(snapshot, new Map([['orders', { record: left, event: eventOf('delete', 'v1') }]]))
        const other = await open()
        assert.equal((await other.read()).records.get('orders'), left)
        assert.is(await other.text('orders', 'v2'), manifestText('orders', 'v2'))
      },
    ],
    'a change without an event is a change, and no history': [
      ['states', 'history'],
      async (open) => {
        const one = await open()
        const before = await putInto(one, 'orders', 'v1')
        const record = { ...before.records.get('orders')!, mark: true }
        const revision = await one.commit(before, new Map([['orders', { record }]]))
        assert.is.not(revision, before.revision)
        const other = await open()
        assert.equal((await other.read()).records.get('orders'), record)
        assert.is((await other.history('orders')).length, 1)
        await assertChanged(other.commit(before, new Map([['orders', { record }]])))
      },
    ],
    'fields of a newer mc are kept on every level': [
      ['fields'],
      async (open) => {
        const one = await open()
        const change = putChange('orders', 'v1')
        const [version] = change.record!.versions
        const link = { to: 'db', line: 1, column: 2, future: { deep: [1, null, 'x'] } }
        const uses = { application: 'platform', component: 'cache', line: 3, column: 4, future: 1.5 }
        const components = [{ name: 'api', kind: 'container' as const, uses, links: [link], future: 'component' }]
        const record: ApplicationRecord = {
          ...change.record!,
          retained: [{ component: 'old', version: 'v1', future: { why: 'kept' } }],
          versions: [{ ...version!, future: ['version'], outline: { ...version!.outline, components, future: { '': 0 } } }],
          future: { a: { b: [true, { c: '__proto__' }] } },
        }
        const event: LatticeEvent = { ...eventOf('put', 'v1'), future: { ticket: 7 } }
        await one.commit(await one.read(), new Map([['orders', { ...change, record, event }]]))
        const other = await open()
        await putInto(other, 'shop', 'v1')
        const snapshot = await putInto(other, 'orders', 'v2')
        const { versions, ...rest } = record
        const { versions: stored, ...kept } = snapshot.records.get('orders')!
        assert.equal(kept, rest)
        assert.equal(stored[0], versions[0])
        if (other.hasHistory) {
          const { revision: _, ...told } = (await other.history('orders'))[0]!
          assert.equal(told, event)
        }
      },
    ],
    'what a newer mc wrote is refused by its name, and left alone': [
      ['formats'],
      async (open, lattice) => {
        const one = await open()
        const snapshot = await putInto(one, 'orders', 'v1')
        assert.ok(store.makeNewer, 'the store says how to make it look newer, or that it cannot')
        await store.makeNewer(lattice)
        const other = await open()
        await assertFailure(other.read(), /newer/)
        await assertFailure(one.commit(snapshot, new Map([['shop', putChange('shop', 'v1')]])), /newer/)
        await assertFailure(other.read(), /newer/)
      },
    ],
    'a store that is closed can be closed again, and opened': [
      [],
      async (open) => {
        const one = await open()
        await putInto(one, 'orders', 'v1')
        await one.close()
        await one.close()
        assert.is((await (await open()).read()).records.size, 1)
      },
    ],
  }
}

function contents({ revision, records }: Snapshot): unknown {
  return structuredClone({ revision, records: [...records] })
}

async function assertChanged(promise: Promise<unknown>): Promise<void> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  assert.ok(error instanceof LatticeChanged, `the lattice has changed, and not: ${String(error)}`)
}

/** Asserts that a promise fails as a command would that ends with exit code 3. */
export async function assertFailure(promise: Promise<unknown>, message: RegExp): Promise<void> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  assert.instance(error, Failure, String(error instanceof Error ? error.stack : error))
  assert.is((error as Failure).exitCode, 3)
  assert.match((error as Failure).message, message)
}
