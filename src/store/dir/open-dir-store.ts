import { join, resolve } from 'node:path'
import { Failure, systemFailure } from '../../failure.js'
import type { LatticeEvent } from '../../generated/lattice-record.js'
import { type Change, LatticeChanged, type Snapshot, type Store } from '../store.js'
import type { Surroundings } from '../surroundings.js'
import { makeFolder } from './durable-files.js'
import { headFile } from './head-file.js'
import { readHistory } from './history-file.js'
import { namesMentioning } from './names-mentioning.js'
import { takeLock } from './take-lock.js'
import { readText } from './text-file.js'
import { historyPath } from './text-path.js'
import { writeChange } from './write-change.js'

/** Opens the lattice in a folder: plain files, written so that a program or a machine may stop at every instant. Nothing is made before something is put. */
export async function openDirStore(rest: string, surroundings: Surroundings): Promise<Store> {
  if (rest === '') throw new Failure(2, '--lattice dir: names no folder; the default is dir:.mc')
  const shown = rest.replace(/(?<=.)\/+$/, '')
  const folder = resolve(surroundings.cwd, rest)
  const deadline = performance.now() + surroundings.timeLimit
  const head = headFile(folder, shown)
  /** The digests of what was read, by revision: two branches of a repository may each have a revision 7. */
  const digests = new Map<string, string>()

  return {
    url: `dir:${rest}`,
    hasHistory: true,
    async read() {
      const now = head.read()
      const { first, records } = now
      const revision = String(first.revision)
      digests.set(revision, first.digest)
      return { revision, records, mentioning: (strings) => namesMentioning(now, strings) }
    },
    async text(application, version) {
      try {
        return readText(folder, shown, head.read, application, version)
      } catch (error) {
        throw systemFailure(`cannot read ${shown}`, error)
      }
    },
    async history(application) {
      const { first, events } = head.read()
      const path = historyPath(application)
      try {
        const told = readHistory(join(folder, path), `${shown}/${path}`, first.revision)
        // the writer may have had no time to write the last one there
        const last = events.filter((own) => own.application === application && told.at(-1)?.revision !== first.revision)
        return [...told, ...last.map(({ event }): LatticeEvent => event)]
      } catch (error) {
        throw systemFailure(`cannot read ${shown}/${path}`, error)
      }
    },
    async commit(snapshot: Snapshot, change: Change) {
      try {
        makeFolder(folder)
        const release = await takeLock({ path: join(folder, 'lock'), shown: `${shown}/lock`, deadline, ...surroundings })
        try {
          const before = head.read()
          if (String(before.first.revision) !== snapshot.revision) throw new LatticeChanged()
          if (before.first.digest !== (digests.get(snapshot.revision) ?? before.first.digest)) throw new LatticeChanged()
          if (change.size === 0) return snapshot.revision
          writeChange({ folder, shown, head }, change)
          return String(before.first.revision + 1)
        } finally {
          release()
        }
      } catch (error) {
        throw systemFailure(`cannot write ${shown}`, error)
      }
    },
    close: async () => {},
  }
}
