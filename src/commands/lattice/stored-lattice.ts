import type { Stored } from '../../lifecycle/stored.js'
import type { Snapshot, Store } from '../../store/store.js'
import { storedSource } from '../../store/stored-source.js'

/** Gives a snapshot of a store to those who compile what is stored; reports show `shop.yaml (shop@1.2.0)`, so that nobody takes it for the file of today. */
export function storedLattice(store: Store, { records, mentioning }: Pick<Snapshot, 'records' | 'mentioning'>): Stored {
  return {
    records,
    mentioning,
    async source(application, { version, file, line }) {
      return storedSource({ file: `${file} (${application}@${version})`, line }, await store.text(application, version))
    },
  }
}
