import * as assert from 'uvu/assert'
import { Failure } from '../../src/failure.js'
import { openKeyValueStore } from '../../src/store/key-value/open-key-value-store.js'
import type { Store } from '../../src/store/store.js'
import { tests } from '../harness.js'
import { type Memory, type MemoryOptions, memoryKeyValues } from './memory-key-value.js'
import { type Scene, scenes, viewOf } from './scenes.js'
import { putInto } from './stored-applications.js'

const openOn = (memory: Memory, options?: MemoryOptions): Store =>
  openKeyValueStore(memory.open({ valueLimit: 3000, ...options }), { timeLimit: 5000 })

/** What a scene begins with, and what can be seen before it and after it. */
async function stage(scene: Scene) {
  const prepared = memoryKeyValues()
  await scene.prepare(openOn(prepared))
  const before = await viewOf(openOn(prepared))
  const done = copyOf(prepared)
  const whole = openOn(done)
  await whole.commit(await whole.read(), scene.change(await whole.read()))
  return { prepared, before, after: await viewOf(whole) }
}

const stages = new Map<Scene, ReturnType<typeof stage>>()

function copyOf(memory: Memory): Memory {
  const copy = memoryKeyValues()
  for (const [key, entry] of memory.entries) copy.entries.set(key, { ...entry, revision: `copy-${entry.revision}` })
  return copy
}

/** Runs a scene with hooks around the requests of its writer; gives how its commit ended. */
async function play(scene: Scene, hooks: (memory: Memory) => MemoryOptions) {
  if (!stages.has(scene)) stages.set(scene, stage(scene))
  const { prepared, before, after } = await stages.get(scene)!
  const memory = copyOf(prepared)
  const store = openOn(memory, hooks(memory))
  let outcome: unknown = 'done'
  try {
    const snapshot = await store.read()
    await store.commit(snapshot, scene.change(snapshot))
  } catch (error) {
    outcome = error
  }
  // the command ends; what it takes away must not belong to the lattice
  await store.close().catch(() => {})
  return { memory, before, after, outcome }
}

async function countRequests(scene: Scene, which: (request: string) => boolean = () => true): Promise<number> {
  let count = 0
  await play(scene, () => ({ before: (request) => void (which(request) && count++) }))
  return count
}

function isWrite(request: string): boolean {
  return /^(create|update|remove) /.test(request)
}

/** Asserts that the lattice is the one before or the one after, and that the next changes work and leave nothing half done. */
async function assertWhole(memory: Memory, before: string, after: string, label: string): Promise<'before' | 'after'> {
  // what is under way arrives
  for (let wait = 0; wait < 3; wait++) await openOn(memory).read()
  const now = await viewOf(openOn(memory))
  assert.ok(now === before || now === after, `${label}: neither before nor after\n${now}\n${before}\n${after}`)
  const revision = Number((await openOn(memory).read()).revision)
  for (const version of ['v1', 'v2']) await putInto(openOn(memory), 'after', version)
  const { records, revision: last } = await openOn(memory).read()
  assert.is(Number(last), revision + 2, label)
  assert.is(records.get('after')?.versions.length, 2, label)
  assert.is(await viewOf(openOn(memory)), now, label)
  return now === before ? 'before' : 'after'
}

tests('a writer over keys and values', {
  'may end at every instant: the lattice is the one before or the one after': async () => {
    for (const [name, scene] of Object.entries(scenes)) {
      const total = await countRequests(scene)
      const found = new Set<string>()
      for (let last = 0; last < total; last++)
        for (const moment of ['before', 'after'] as const) {
          let count = 0
          let ended = false
          const die = (): never => {
            ended = true
            throw new Error('the writer died')
          }
          const label = `${name}: ends ${moment} request ${last} of ${total}`
          const { memory, before, after, outcome } = await play(scene, () => ({
            before: () => void ((ended || (count++ === last && moment === 'before')) && die()),
            after: () => void ((ended || (count > last && moment === 'after')) && die()),
          }))
          assert.is(outcome instanceof Error, true, label)
          found.add(await assertWhole(memory, before, after, label))
        }
      assert.equal([...found].sort(), ['after', 'before'], name)
    }
  },
  'is told what became of a write whose answer was lost': async () => {
    const told = new Set<string>()
    for (const [name, scene] of Object.entries(scenes)) {
      const total = await countRequests(scene, isWrite)
      for (let turn = 0; turn < total; turn++)
        for (const arrives of ['never', 0, 1, 2, 3, 6] as const) {
          let count = 0
          const label = `${name}: the answer to write ${turn} of ${total} is lost, and it arrives ${arrives}`
          const { memory, before, after, outcome } = await play(scene, () => ({
            lose: (request) => (isWrite(request) && count++ === turn ? arrives : undefined),
          }))
          const state = await assertWhole(memory, before, after, label)
          const isUnknown = outcome instanceof Failure && /whether the change was made is not known/.test(outcome.message)
          if (outcome === 'done') assert.is(state, 'after', label)
          else assert.instance(outcome, Failure, label)
          if (outcome !== 'done' && !isUnknown) assert.is(state, 'before', label)
          told.add(outcome === 'done' ? 'done' : isUnknown ? 'unknown' : 'not done')
        }
    }
    assert.equal([...told].sort(), ['done', 'not done', 'unknown'])
  },
  'may be overtaken at every instant: it wins or is told, and nobody loses anything': async () => {
    for (const [name, scene] of Object.entries(scenes)) {
      const total = await countRequests(scene)
      const found = new Set<string>()
      for (let turn = 0; turn < total; turn++) {
        let count = 0
        const label = `${name}: overtaken before request ${turn} of ${total}`
        const { memory, before, after, outcome } = await play(scene, (shared) => ({
          async before() {
            if (count++ === turn) for (const version of ['v1', 'v2']) await putInto(openOn(shared), 'other', version)
          },
        }))
        const { records } = await openOn(memory).read()
        assert.is(records.get('other')?.versions.length, 2, label)
        assert.is((await openOn(memory).history('other')).length, 2, label)
        const now = await viewOf(openOn(memory))
        const isMade = outcome === 'done'
        if (!isMade) assert.is((outcome as Error).name, 'LatticeChanged', label)
        assert.is(withoutOther(now), withoutOther(isMade ? after : before), label)
        found.add(isMade ? 'won' : 'told')
      }
      assert.equal([...found].sort(), ['told', 'won'], name)
    }
  },
})

function withoutOther(view: string): string {
  const seen: unknown = JSON.parse(view)
  return JSON.stringify(Array.isArray(seen) ? seen.filter((one) => !Array.isArray(one) || one[0] !== 'other') : seen)
}
