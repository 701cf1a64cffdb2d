import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import type { ApplicationRecord, LatticeEvent } from '../../src/generated/lattice-record.js'
import { fileNameOf } from '../../src/store/dir/file-name-of.js'
import { openDirStore } from '../../src/store/dir/open-dir-store.js'
import { listFiles } from '../harness.js'
import { surroundingsIn } from './surroundings-in.js'

/**
 * Reads a lattice in a folder as a whole and asserts that it agrees with itself: every record and every text can be read, history tells each revision, and what it tells
 * leads to what the records say. Gives the revision.
 */
export async function checkDirLattice(folder: string, names: readonly string[]): Promise<number> {
  const store = await openDirStore(folder, surroundingsIn('/'))
  const { revision, records } = await store.read()
  for (const [name, record] of records) {
    assert.ok(names.includes(name), `application ${name} is one that was put`)
    for (const { version } of record.versions) assert.match(await store.text(name, version), `name: ${name}`)
    for (const version of [record.deployed, ...(record.retained ?? []).map((own) => own.version)])
      assert.ok(version === undefined || record.versions.some((own) => own.version === version), `${name}@${version} is there`)
  }
  const told = new Set<number>()
  for (const name of names) {
    const history = await store.history(name)
    let last = 0
    for (const event of history) {
      assert.ok(event.revision! > last, `history of ${name} grows: ${event.revision} after ${last}`)
      last = event.revision!
      told.add(last)
    }
    compare(name, history, records.get(name))
  }
  assert.equal(
    [...told].sort((a, b) => a - b),
    Array.from({ length: Number(revision) }, (_, index) => index + 1),
    'history tells each revision',
  )
  return Number(revision)
}

/** Asserts that nothing is in the folder but what the lattice consists of: nothing that a dead writer left. */
export async function checkNothingElse(folder: string): Promise<void> {
  const { records } = await (await openDirStore(folder, surroundingsIn('/'))).read()
  const texts = [...records.values()].flatMap(({ name, versions }) =>
    versions.map(({ version }) => `applications/${fileNameOf(name)}/${fileNameOf(version)}.yaml`),
  )
  const there = listFiles(folder).map((path) => path.slice(folder.length + 1))
  assert.equal(there.filter((path) => !path.endsWith('/history.jsonl')).sort(), ['lattice.jsonl', ...texts].sort(), 'files of the lattice')
  assert.equal(readdirSync(folder).sort(), ['applications', 'lattice.jsonl'], 'nothing else lies beside them')
  for (const name of readdirSync(join(folder, 'applications')))
    assert.ok(readdirSync(join(folder, 'applications', name)).includes('history.jsonl'), `${name} has a history`)
}

/** Follows what was done to an application, as far as its own history says it all. */
function compare(name: string, history: readonly LatticeEvent[], record: ApplicationRecord | undefined): void {
  let deployed: string | undefined
  let versions: string[] = []
  for (const { act, version, by } of history) {
    if (act === 'put') versions.push(version!)
    if (act === 'deploy' || act === 'rollback') deployed = version
    if (act === 'undeploy' && by === undefined) deployed = undefined
    // its weak children may keep the versions a while
    if (act === 'delete') {
      deployed = undefined
      versions = []
    }
  }
  assert.is(record?.deployed, deployed, `${name}: the version that history deployed is deployed`)
  const there = record?.versions.map((own) => own.version) ?? []
  assert.equal(
    there.filter((own) => versions.includes(own)),
    versions,
    `${name}: the versions that history put are there, in that order`,
  )
}
