import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { ApplicationRecord, LatticeEvent } from '../../generated/lattice-record.js'
import { LatticeChanged, type Store } from '../store.js'
import type { Surroundings } from '../surroundings.js'

/** Opens the lattice in a folder. */
export async function openDirStore(rest: string, { cwd }: Surroundings): Promise<Store> {
  const folder = resolve(cwd, rest)
  const file = join(folder, 'lattice.json')
  const load = (): {
    revision: number
    records: ApplicationRecord[]
    texts: Record<string, string>
    events: (LatticeEvent & { name: string })[]
  } => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { revision: 0, records: [], texts: {}, events: [] })
  return {
    url: `dir:${rest}`,
    hasHistory: true,
    async read() {
      const { revision, records } = load()
      return { revision: String(revision), records: new Map(records.map((record) => [record.name, record])) }
    },
    text: async (application, version) => load().texts[`${application}@${version}`] ?? '',
    history: async (application) => load().events.filter(({ name }) => name === application),
    async commit(snapshot, change) {
      const before = load()
      if (String(before.revision) !== snapshot.revision) throw new LatticeChanged()
      const revision = before.revision + 1
      const records = new Map(before.records.map((record) => [record.name, record]))
      for (const [name, { record, texts = new Map(), event }] of change) {
        if (record === undefined) records.delete(name)
        else records.set(name, record)
        for (const [version, text] of texts) before.texts[`${name}@${version}`] = text
        if (event) before.events.push({ name, ...event, revision })
      }
      mkdirSync(folder, { recursive: true })
      const sorted = [...records.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
      writeFileSync(file, JSON.stringify({ ...before, revision, records: sorted }))
      return String(revision)
    },
    close: async () => {},
  }
}
