import { createHash } from 'node:crypto'
import { canonicalJson } from '../canonical-json.js'
import { LatticeChanged, type Snapshot, type Store } from '../store.js'
import type { Surroundings } from '../surroundings.js'
import { openLine } from './ask-wadm.js'
import { awaitStatus, type Patience } from './await-status.js'
import { interference } from './interference.js'
import { manifestForWadm } from './manifest-for-wadm.js'
import { planSteps } from './plan-steps.js'
import { readLattice } from './read-lattice.js'
import { contentOfStored, type ReadApplication, recordOf } from './record-of.js'
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
  /** What was read last, by name; what has not changed since is not made again. */
  let known = new Map<string, { readonly digest: string; readonly read: ReadApplication }>()
  const read = async (): Promise<Snapshot> => {
    const lattice = await readLattice(api, url)
    const made = [...lattice.values()].map((application) => {
      const own = { name: application.name, digest: digest(application) }
      const former = known.get(application.name)
      return { ...own, read: former?.digest === own.digest ? former.read : recordOf(application, url) }
    })
    known = new Map(made.map((one) => [one.name, one]))
    return { revision: digest([...lattice.values()]), records: new Map(made.map(({ name, read }) => [name, read.record])) }
  }

  return {
    url,
    hasHistory: false,
    read,
    contentOf: ({ app }) => contentOfStored(manifestForWadm(app, app.metadata.annotations?.['version'] ?? '').manifest),
    async text(application, version) {
      const text = known.get(application)?.read.texts.get(version)
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
      const lattice = await readLattice(api, url)
      if (digest([...lattice.values()]) !== snapshot.revision) throw new LatticeChanged()
      const steps = planSteps(lattice, change, limit)
      if (steps.length === 0) return snapshot.revision
      const before = await api.list()
      await takeSteps(api, steps, tell)
      const after = await read()
      for (const line of interference(snapshot, change, after.records)) tell(line)
      await awaitStatus(api, before, steps, tell, patience)
      return after.revision
    },
    async states() {
      const lattice = await readLattice(api, url)
      return statesOf(lattice.values(), await api.list())
    },
    close,
  }
}

function digest(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex').slice(0, 16)
}
