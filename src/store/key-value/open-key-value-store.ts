import { randomBytes } from 'node:crypto'
import type { LatticeEvent } from '../../generated/lattice-record.js'
import { sha256 } from '../make-version.js'
import { LatticeChanged, type Snapshot, type Store } from '../store.js'
import type { Surroundings } from '../surroundings.js'
import { commitChange, finishChange } from './commit-change.js'
import { readEvents, revisionOf } from './history-pages.js'
import type { KeyValue } from './key-value.js'
import { keys } from './keys.js'
import { damaged } from './open-entry.js'
import { prepareChange } from './prepare-change.js'
import { readAround, readLattice, type State } from './read-lattice.js'
import { readApplication } from './stored-application.js'
import { textCache } from './text-cache.js'

/**
 * Opens a lattice that a server keeps as keys and values.
 *
 * The head (`lattice`) is the commit point: one compare-and-swap replaces it by the next revision together with the whole change. Texts are stored before,
 * under keys that nobody else uses; the entries of applications and their history are written after, by whoever comes first: the writer, or the next one
 * before it makes its own change. Readers lay the change of the head over the entries. So a writer may end at every instant, and the lattice is the one
 * before or the one after.
 */
export function openKeyValueStore(keyValue: KeyValue, { timeLimit }: Pick<Surroundings, 'timeLimit'>): Store {
  const { url } = keyValue
  const end = Date.now() + timeLimit
  const states = new WeakMap<Snapshot, State>()
  const stored = textCache(keyValue, () => randomBytes(8).toString('hex'))
  let latest: State | undefined
  const readState = async (): Promise<State> => (latest = await readLattice(keyValue, end))
  const knows = (application: string, version: string): boolean => latest?.texts.get(application)?.[version] !== undefined

  return {
    url,
    hasHistory: true,
    async read() {
      const state = await readState()
      const snapshot: Snapshot = { revision: String(state.revision), records: state.records }
      states.set(snapshot, state)
      return snapshot
    },
    async text(application, version) {
      for (let attempt = 0; ; attempt++) {
        const state = latest !== undefined && attempt === 0 && knows(application, version) ? latest : await readState()
        const id = state.texts.get(application)?.[version]
        const record = state.records.get(application)?.versions.find((other) => other.version === version)
        // somebody has deleted the version since
        if (id === undefined || record === undefined) throw new LatticeChanged()
        const key = keys.text(application, version, id)
        const entry = await keyValue.get(key)
        if (entry !== undefined && sha256(entry.value) !== record.text) throw damaged(url, key, 'the text is not the one that was put')
        if (entry !== undefined) return entry.value
        if (attempt > 0) throw damaged(url, key, 'it is missing')
      }
    },
    history: async (application) => history(keyValue, end, application),
    async commit(snapshot, change) {
      const state = states.get(snapshot) ?? (await readState())
      if (String(state.revision) !== snapshot.revision) throw new LatticeChanged()
      const { steps, texts } = prepareChange(keyValue, state, change, stored.idOf)
      await stored.write(texts)
      const head = await commitChange(keyValue, state, steps).catch((error) => {
        // the texts may belong to a change whose answer was lost
        if (!(error instanceof LatticeChanged)) stored.keep(texts)
        throw error
      })
      stored.keep(texts)
      await finishChange(keyValue, state, head)
      return String(head.revision)
    },
    async close() {
      await stored.dropUnused()
      await keyValue.close()
    },
  }
}

async function history(keyValue: KeyValue, end: number, application: string): Promise<readonly LatticeEvent[]> {
  const { moment, found } = await readAround(keyValue, end, async () => {
    const entry = await keyValue.get(keys.application(application))
    return readEvents(keyValue, application, entry === undefined ? 0 : readApplication(keyValue, entry).page)
  })
  const byRevision = new Map(found.map((event) => [revisionOf(event), event]))
  for (const head of [moment.before, moment.after])
    for (const { name, event } of head?.steps ?? [])
      if (head !== undefined && name === application && event !== undefined)
        byRevision.set(head.revision, { ...event, revision: head.revision })
  return [...byRevision].sort(([a], [b]) => a - b).map(([, event]) => event)
}
