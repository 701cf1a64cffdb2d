import { createHash } from 'node:crypto'
import { canonicalJson } from '../../print/canonical-json.js'
import { LatticeChanged, type Snapshot, type Store } from '../store.js'
import type { Surroundings } from '../surroundings.js'
import { openLine } from './ask-wadm.js'
import { awaitStatus, type Patience } from './await-status.js'
import { interference } from './interference.js'
import { manifestForWadm } from './manifest-for-wadm.js'
import { planSteps } from './plan-steps.js'
import { type ReadLattice, readLattice } from './read-lattice.js'
import { contentOfStored, type ReadApplication, recordOf, type WadmApplication } from './record-of.js'
import { statesOf } from './states-of.js'
import { printStored } from './stored-manifest.js'
import { takeSteps } from './take-steps.js'
import { type Ask, wadmApi } from './wadm-api.js'

/** Opens the lattice that a running wadm keeps. */
export async function openWadmStore(rest: string, surroundings: Surroundings): Promise<Store> {
  const { url, ask, limit, left, close } = await openLine(rest, surroundings)
  const sleep = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds))
  return wadmStore({ url, ask, limit, close, patience: { left, sleep }, tell: (line) => surroundings.tell(line) })
}

/** What a lattice over wadm's API works with. */
export interface WadmSurroundings {
  readonly url: string
  readonly ask: Ask
  /** Bytes of the largest message. */
  readonly limit: number
  readonly patience: Patience
  tell(line: string): void
  close(): Promise<void>
}

/**
 * Gives a lattice over wadm's API. wadm keeps no history, and has no compare-and-swap: what it has is read again right before a change, and compared again after it;
 * what another client does in between, some milliseconds, is told afterwards.
 */
export function wadmStore({ url, ask, limit, patience, tell, close }: WadmSurroundings): Store {
  const api = wadmApi(ask, url)
  let known: ReadLattice = new Map()
  const made = new WeakMap<WadmApplication, ReadApplication>()
  const recordsOf = (application: WadmApplication): ReadApplication => {
    const found = made.get(application) ?? recordOf(application, url)
    made.set(application, found)
    return found
  }
  const look = async (former?: ReadLattice, fresh?: ReadonlySet<string>): Promise<Snapshot> => {
    known = await readLattice(api, url, former, fresh)
    const all = [...known.values()].map(({ application }) => application)
    return { revision: digest(all), records: new Map(all.map((application) => [application.name, recordsOf(application).record])) }
  }
  const read = (): Promise<Snapshot> => look()

  return {
    url,
    hasHistory: false,
    read,
    contentOf: ({ app }) => contentOfStored(manifestForWadm(app, app.metadata.annotations?.['version'] ?? '').manifest),
    async text(application, version) {
      const one = known.get(application)
      const text = one && recordsOf(one.application).texts.get(version)
      if (text !== undefined) return text
      const manifest = await api.get(application, version)
      return manifest === undefined ? '' : printStored(manifest)
    },
    // the versions that were put; that is all that wadm remembers
    async history(application) {
      const { records } = await read()
      return (records.get(application)?.versions ?? []).map(({ version, at, actor }) => ({ act: 'put', version, at, actor }))
    },
    async commit(snapshot, change) {
      const touched = new Set(change.keys())
      const { revision } = await look(known, touched)
      if (revision !== snapshot.revision) throw new LatticeChanged()
      const steps = planSteps(new Map([...known].map(([name, { application }]) => [name, application])), change, limit)
      if (steps.length === 0) return revision
      const before = await api.list()
      await takeSteps(api, steps, tell)
      const after = await look(known, touched)
      for (const line of interference(snapshot, change, after.records)) tell(line)
      await awaitStatus(api, before, steps, tell, patience)
      return after.revision
    },
    async states() {
      await look(known)
      return statesOf(
        [...known.values()].map(({ application }) => application),
        await api.list(),
      )
    },
    close,
  }
}

function digest(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex').slice(0, 16)
}
