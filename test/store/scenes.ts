import type { Change, Snapshot, Store } from '../../src/store/store.js'
import { eventOf, putChange, putInto } from './stored-applications.js'

/** What a writer does, from the lattice that `prepare` leaves. */
export interface Scene {
  readonly prepare: (store: Store) => Promise<void>
  readonly change: (snapshot: Snapshot) => Change
}

/** Changes of every kind; the last does not fit into one entry where that holds 3,000 bytes. */
export const scenes: Readonly<Record<string, Scene>> = {
  'the first put': {
    prepare: async () => {},
    change: ({ records }) => new Map([['shop', putChange('shop', 'v1', undefined, records.get('shop'))]]),
  },
  'a deploy': {
    prepare: async (store) => void (await putInto(store, 'shop', 'v1')),
    change: ({ records }) => new Map([['shop', { record: { ...records.get('shop')!, deployed: 'v1' }, event: eventOf('deploy', 'v1') }]]),
  },
  'one goes, one comes, one changes': {
    async prepare(store) {
      await putInto(store, 'old', 'v1')
      await putInto(store, 'shop', 'v1')
    },
    change: ({ records }) =>
      new Map([
        ['old', { record: undefined, event: eventOf('delete', 'v1') }],
        ['new', putChange('new', 'v1')],
        ['shop', putChange('shop', 'v2', undefined, records.get('shop'))],
      ]),
  },
  'a change in pieces after a change in pieces': {
    prepare: async (store) => void (await store.commit(await store.read(), many('v1', await store.read()))),
    change: (snapshot) => many('v2', snapshot),
  },
}

function many(version: string, { records }: Snapshot): Change {
  const names = Array.from({ length: 4 }, (_, index) => `app-${index}`)
  return new Map(names.map((name) => [name, putChange(name, version, undefined, records.get(name))]))
}

/** Gives all that can be seen of a lattice but revisions, without the application that tests put afterwards. */
export async function viewOf(store: Store): Promise<string> {
  const { records } = await store.read()
  const names = [...new Set(['old', 'new', 'shop', ...records.keys()])].filter((name) => name !== 'after').sort()
  const seen = names.map(async (name) => {
    const record = records.get(name)
    const texts = await Promise.all((record?.versions ?? []).map(({ version }) => store.text(name, version)))
    return [name, record, texts, (await store.history(name)).map(({ act, version }) => `${act} ${version}`)]
  })
  return JSON.stringify(await Promise.all(seen))
}
