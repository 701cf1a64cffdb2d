import type { ApplicationRecord, VersionRecord } from '../../src/generated/lattice-record.js'
import { sha256 } from '../../src/store/make-version.js'
import { type ApplicationChange, LatticeChanged, type Snapshot, type Store } from '../../src/store/store.js'

/** Gives the change of an application that puts a version with a text. */
export function putting(snapshot: Snapshot, name: string, version: string, text: string, message?: string): ApplicationChange {
  const before = snapshot.records.get(name)
  const put: VersionRecord = {
    version,
    content: sha256(text),
    text: sha256(text),
    file: 'app.yaml',
    line: 1,
    at: '2026-01-01T00:00:00Z',
    actor: 'tester',
    outline: { shared: false, components: [], claims: [] },
  }
  const record: ApplicationRecord =
    before === undefined ? { format: 1, name, versions: [put] } : { ...before, versions: [...before.versions, put] }
  return {
    record,
    texts: new Map([[version, text]]),
    event: { act: 'put', version, at: '2026-01-01T00:00:00Z', actor: 'tester', ...(message !== undefined && { message }) },
  }
}

/** Gives the change that deploys a version. */
export function deploying(snapshot: Snapshot, name: string, version: string): ApplicationChange {
  return {
    record: { ...snapshot.records.get(name)!, deployed: version },
    event: { act: 'deploy', version, at: '2026-01-01T00:00:00Z', actor: 'tester' },
  }
}

/** Gives the change that deletes an application. */
export function deleting(): ApplicationChange {
  return { record: undefined, event: { act: 'delete', at: '2026-01-01T00:00:00Z', actor: 'tester' } }
}

/** Makes a change as commands do: read, decide, commit, again where somebody else was faster. Gives how often somebody was. */
export async function acting(store: Store, decide: (snapshot: Snapshot) => ReadonlyMap<string, ApplicationChange>): Promise<number> {
  for (let lost = 0; ; lost++) {
    const snapshot = await store.read()
    try {
      await store.commit(snapshot, decide(snapshot))
      return lost
    } catch (error) {
      if (!(error instanceof LatticeChanged)) throw error
    }
  }
}
