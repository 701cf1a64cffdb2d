import { appendFileSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { openDirStore } from '../../src/store/dir/open-dir-store.js'
import type { Store } from '../../src/store/store.js'
import { readTree, temporary, tests } from '../harness.js'
import { assertFailure } from './store-conformance.js'
import { manifestText, putChange, putInto } from './stored-applications.js'
import { surroundingsIn } from './surroundings-in.js'

/** A lattice with two applications of two versions each, in `.mc` of a new folder. */
async function madeLattice(): Promise<{ readonly folder: string; readonly store: Store }> {
  const folder = temporary()
  const store = await openDirStore('.mc', surroundingsIn(folder))
  for (const version of ['v1', 'v2']) for (const name of ['orders', 'shop']) await putInto(store, name, version)
  return { folder, store }
}

const head = 'lattice.jsonl'
const open = (folder: string): Promise<Store> => openDirStore('.mc', surroundingsIn(folder))
const put = async (store: Store): Promise<unknown> => putInto(store, 'shop', 'v3')

/** What is done to the head, and what is said of it. */
const damages: Readonly<Record<string, readonly [(text: string) => string | Buffer, RegExp]>> = {
  'cut off in a line': [(text) => text.slice(0, -20), /^\.mc\/lattice\.jsonl:4: the file was cut off: 4 of 4 lines/],
  'cut off after a line': [
    (text) => text.slice(0, text.trimEnd().lastIndexOf('\n') + 1),
    /:3: the file was cut off: 3 of 4 lines are there; put the file back/,
  ],
  empty: [() => '', /^\.mc\/lattice\.jsonl: the file is empty; put the file back/],
  zeros: [(text) => Buffer.alloc(text.length), /:1: this is not the first line of a lattice; put/],
  'a letter too many at the end': [(text) => `${text}x`, /^\.mc\/lattice\.jsonl:5: this line is not JSON/],
  'zeros at the end': [(text) => text.slice(0, -50) + '\0'.repeat(50), /:4: the file was cut off/],
  edited: [
    (text) => text.replace('registry', 'registry').replace('"actor":"tester"', '"actor":"nobody"'),
    /:1: the digest is not that of the lines below.*write "digest":"[0-9a-f]{64}"/,
  ],
  'edited and not JSON': [(text) => text.replace('"orders","versions":[', '"orders","versions":{'), /:3: this line is not JSON; put/],
  'with another line': [(text) => `${text}{}\n`, /:5: the first line promises 4 lines, and 5 are there/],
  'without its first line': [(text) => text.slice(text.indexOf('\n') + 1), /:1: format undefined is none that mc writes/],
  'of another format': [(text) => text.replace('"format":1', '"format":"one"'), /:1: format "one" is none that mc writes/],
  newer: [(text) => text.replace('"format":1', '"format":7'), /:1: format 7 was written by a newer mc; use that one, or a newer one/],
  'without a digest': [(text) => text.replace('"digest"', '"digets"'), /:1: the first line does not say/],
  'with a conflict': [
    (text) => text.replace(/^(.*)\n/, '<<<<<<< ours\n$1\n=======\n$1\n>>>>>>> theirs\n'),
    /:1: this is not the first line of a lattice \(git has left a conflict/,
  ],
  'with a conflict below': [
    (text) => text.replace(/\n(.*)\n$/, '\n<<<<<<< ours\n$1\n=======\n$1\n>>>>>>> theirs\n'),
    /:4: this line is not JSON \(git has left a conflict/,
  ],
  'with CRLF': [(text) => text.replaceAll('\n', '\r\n'), /:1: its line breaks were changed to CRLF/],
}

tests('damage to a lattice in a folder', {
  ...Object.fromEntries(
    Object.entries(damages).map(([what, [damage, message]]) => [
      `the head ${what}`,
      async () => {
        const { folder, store } = await madeLattice()
        const snapshot = await store.read()
        const path = join(folder, '.mc', head)
        const damaged = damage(readFileSync(path, 'utf8'))
        assert.not.equal(damaged, readFileSync(path, 'utf8'))
        writeFileSync(path, damaged)
        const before = readTree(join(folder, '.mc'))
        for (const reader of [store, await open(folder)]) await assertFailure(reader.read(), message)
        await assertFailure(store.history('orders'), message)
        await assertFailure(store.commit(snapshot, new Map([['shop', putChange('shop', 'v9')]])), message)
        assert.equal(readTree(join(folder, '.mc')), before, 'nothing is overwritten')
      },
    ]),
  ),
  'a digest that was mended by hand is taken, and every record is looked at': async () => {
    const { folder } = await madeLattice()
    const path = join(folder, '.mc', head)
    const edit = async (from: string, to: string): Promise<void> => {
      writeFileSync(path, readFileSync(path, 'utf8').replace(from, to))
      const error = await open(folder)
        .then((store) => store.read())
        .then(String, (thrown: Error) => thrown.message)
      const [, digest] = /write ("digest":"[0-9a-f]{64}")/.exec(error) ?? assert.unreachable(error) ?? []
      writeFileSync(path, readFileSync(path, 'utf8').replace(/"digest":"[^"]*"/, digest!))
    }
    await edit('"actor":"tester"', '"actor":"somebody else"')
    const store = await open(folder)
    assert.is((await store.read()).records.get('orders')?.versions.length, 2)
    await put(store)
    await edit('"name":"orders","versions":', '"name":"orders","verisons":')
    const { records } = await (await open(folder)).read()
    assert.is(records.get('shop')?.versions.length, 3)
    assert.throws(() => records.get('orders'), /lattice\.jsonl:3: this line is not the record of an application/)
    assert.throws(() => [...records.values()], /lattice\.jsonl:3/)
  },
  'a record of a newer format is refused, whatever the first line says': async () => {
    const { folder } = await madeLattice()
    const path = join(folder, '.mc', head)
    const text = readFileSync(path, 'utf8').replace('{"format":1,"name":"shop"', '{"format":2,"name":"shop"')
    writeFileSync(path, text)
    const error = await open(folder)
      .then((store) => store.read())
      .then(String, (thrown: Error) => thrown.message)
    writeFileSync(path, text.replace(/"digest":"[^"]*"/, /"digest":"[0-9a-f]{64}"/.exec(error)![0]))
    await assertFailure((await open(folder)).read(), /lattice\.jsonl:4: format 2 was written by a newer mc/)
  },
  'a head that is gone while the applications are there is no empty lattice': async () => {
    const { folder, store } = await madeLattice()
    rmSync(join(folder, '.mc', head))
    await assertFailure(
      store.read(),
      /^\.mc\/lattice\.jsonl: the file is gone, and the applications of the lattice are still there; put the file back/,
    )
    await assertFailure(put(store), /is gone/)
  },
  'a head that is a folder, or behind a file': async () => {
    const { folder, store } = await madeLattice()
    renameSync(join(folder, '.mc', head), join(folder, '.mc', 'old'))
    mkdirSync(join(folder, '.mc', head))
    await assertFailure(store.read(), /cannot read \.mc\/lattice\.jsonl: it is a folder/)
    const other = temporary({ '.mc': 'a file' })
    await assertFailure((await open(other)).read(), /cannot read \.mc\/lattice\.jsonl: a part of the path is a file, not a folder/)
    await assertFailure(put(await openDirStore('.mc/deep', surroundingsIn(other))), /a part of the path is a file/)
  },
  'texts that are gone or not what was put': async () => {
    const { folder, store } = await madeLattice()
    const path = join(folder, '.mc/applications/orders/v1.yaml')
    const text = readFileSync(path, 'utf8')
    writeFileSync(path, text.replaceAll('\n', '\r\n'))
    await assertFailure(
      store.text('orders', 'v1'),
      /^\.mc\/applications\/orders\/v1\.yaml: its line breaks were changed to CRLF; put the file back/,
    )
    writeFileSync(path, `${text}# more`)
    await assertFailure(store.text('orders', 'v1'), /v1\.yaml: the text is not the one that was put; .* or put it as a new version/)
    rmSync(path)
    await assertFailure(store.text('orders', 'v1'), /v1\.yaml: the text of this version is gone/)
    mkdirSync(path)
    await assertFailure(store.text('orders', 'v1'), /cannot read \.mc\/applications\/orders\/v1\.yaml: it is a folder/)
    assert.is(await store.text('orders', 'v2'), manifestText('orders', 'v2'), 'others can be read')
    await put(store)
    await assertFailure(store.text('orders', 'v9'), /version v9 of orders is not in the lattice any more/)
  },
  'history that is damaged is named by its line, and not written over': async () => {
    const { folder, store } = await madeLattice()
    const path = join(folder, '.mc/applications/shop/history.jsonl')
    const lines = readFileSync(path, 'utf8').split('\n')
    writeFileSync(path, [lines[0], 'oops', ''].join('\n'))
    await assertFailure(store.history('shop'), /^\.mc\/applications\/shop\/history\.jsonl:2: this line is not an event/)
    const before = readTree(join(folder, '.mc'))
    await assertFailure(put(store), /shop\/history\.jsonl: the last line is not an event/)
    assert.equal(readTree(join(folder, '.mc')), before)
  },
  'a writer that died is passed over, and tidied up after by the next one': async () => {
    const { folder, store } = await madeLattice()
    const mc = join(folder, '.mc')
    const orders = await store.history('orders')
    // a line that it could not finish, a line of a revision that never was, files that it was about to use
    appendFileSync(join(mc, 'applications/orders/history.jsonl'), `${JSON.stringify({ ...orders[0], revision: 99 })}\n{"act":"put","ver`)
    writeFileSync(join(mc, `${head}.new`), 'half')
    writeFileSync(join(mc, 'applications/orders/v3.yaml'), 'half')
    mkdirSync(join(mc, 'applications/fresh'))
    writeFileSync(join(mc, 'applications/fresh/v1.yaml'), 'whole')
    writeFileSync(join(mc, 'applications/fresh/mine.txt'), 'of a person')
    writeFileSync(
      join(mc, 'writing.json'),
      JSON.stringify([
        { application: 'orders', versions: ['v2', 'v3'] },
        { application: 'fresh', versions: ['v1'] },
      ]),
    )
    assert.equal(await (await open(folder)).history('orders'), orders)
    await putInto(store, 'orders', 'v4')
    assert.equal(
      (await store.history('orders')).map(({ revision, version }) => `${revision} ${version}`),
      ['1 v1', '3 v2', '5 v4'],
    )
    assert.equal(readdirSync(mc).sort(), ['applications', head])
    assert.equal(readdirSync(join(mc, 'applications/orders')).sort(), ['history.jsonl', 'v1.yaml', 'v2.yaml', 'v4.yaml'])
    assert.equal(readdirSync(join(mc, 'applications/fresh')), ['mine.txt'], 'nothing but what was noted is removed')
  },
  'history that the writer could not write any more is written by the next one, whoever that is': async () => {
    const { folder, store } = await madeLattice()
    const path = join(folder, '.mc/applications/shop/history.jsonl')
    const text = readFileSync(path, 'utf8')
    for (const left of [text.slice(0, text.indexOf('\n') + 1), text.slice(0, -5), '']) {
      writeFileSync(path, left)
      const seen = await (await open(folder)).history('shop')
      assert.is(seen.at(-1)?.revision, 4, 'the head has the last event')
    }
    writeFileSync(path, text.slice(0, -5))
    await putInto(store, 'orders', 'v3')
    assert.is(readFileSync(path, 'utf8'), text)
  },
  'links out of the folder are not followed by writers': async () => {
    const { folder, store } = await madeLattice()
    const outside = temporary()
    symlinkSync(outside, join(folder, '.mc/applications/escape'))
    await assertFailure(putInto(store, 'escape', 'v1'), /\.mc\/applications\/escape is a link, and mc does not follow links/)
    assert.equal(readdirSync(outside), [])
    renameSync(join(folder, '.mc', head), join(outside, head))
    symlinkSync(join(outside, head), join(folder, '.mc', head))
    const text = readFileSync(join(outside, head), 'utf8')
    assert.is((await store.read()).records.size, 2)
    await assertFailure(put(store), /lattice\.jsonl: it is a link; name the folder that it leads to/)
    assert.is(readFileSync(join(outside, head), 'utf8'), text)
    assert.equal(readdirSync(join(folder, '.mc/applications/shop')).sort(), ['history.jsonl', 'v1.yaml', 'v2.yaml'])
  },
  'the whole folder may be a link': async () => {
    const { folder } = await madeLattice()
    const other = temporary()
    symlinkSync(join(folder, '.mc'), join(other, '.mc'))
    const store = await open(other)
    await put(store)
    assert.is((await (await open(folder)).read()).records.get('shop')?.versions.length, 3)
  },
  'what `mc dev` keeps beside it stays': async () => {
    const folder = temporary({ '.mc/dev/compose/compose.yaml': 'name: x\n' })
    const store = await open(folder)
    assert.is((await store.read()).records.size, 0)
    await put(store)
    assert.is(readTree(join(folder, '.mc'))['dev/compose/compose.yaml'], 'name: x\n')
  },
})
