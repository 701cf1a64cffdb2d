import { setTimeout as sleep } from 'node:timers/promises'
import { compareText } from '../../diagnostic.js'
import { Failure } from '../../failure.js'
import type { ApplicationRecord } from '../../generated/lattice-record.js'
import type { KeyValue } from './key-value.js'
import { keys } from './keys.js'
import { damaged } from './open-entry.js'
import { readHead } from './read-head.js'
import { readApplication } from './stored-application.js'
import type { Head, StoredApplication } from './stored-types.js'

/** The lattice at one moment, with what is needed to change it. */
export interface State {
  readonly head: Head | undefined
  /** 0 where there is no lattice yet. */
  readonly revision: number
  /** The entries as they were read: the change of the head may not be carried out there yet. */
  readonly stored: ReadonlyMap<string, StoredApplication>
  /** By name, sorted, the change of the head carried out. */
  readonly records: ReadonlyMap<string, ApplicationRecord>
  /** The ids of the texts of each application's versions. */
  readonly texts: ReadonlyMap<string, Readonly<Record<string, string>>>
}

/** Two heads that follow each other, or one twice: what is read between them is whole once the changes of both are laid over it. */
export interface Moment {
  readonly before: Head | undefined
  readonly after: Head | undefined
}

/**
 * Reads something between two looks at the head, again until at most one change was made meanwhile. A change is carried out before the next one is made,
 * so that what was read lacks at most what the two heads hold themselves.
 */
export async function readAround<T>(keyValue: KeyValue, end: number, read: () => Promise<T>): Promise<{ moment: Moment; found: T }> {
  for (let attempt = 0; ; attempt++) {
    const before = await readHead(keyValue)
    const found = await read()
    const after = await readHead(keyValue)
    const passed = (after?.revision ?? 0) - (before?.revision ?? 0)
    if ((passed === 0 && after?.id === before?.id) || passed === 1) return { moment: { before, after }, found }
    if (Date.now() > end)
      throw new Failure(
        3,
        `${keyValue.url}: others change the lattice faster than it can be read; try again, or give more time by --timeout`,
      )
    await sleep(Math.random() * Math.min(200, 5 * 2 ** attempt))
  }
}

/** Reads the records of all applications at one moment; `end` is when to give up, in milliseconds since 1970. */
export async function readLattice(keyValue: KeyValue, end: number): Promise<State> {
  const { moment, found } = await readAround(keyValue, end, () => keyValue.list(keys.applications))
  const { url } = keyValue
  const { before, after } = moment
  const revision = after?.revision ?? 0
  const stored = new Map<string, StoredApplication>()
  for (const entry of found) {
    const application = readApplication(keyValue, entry)
    if (after === undefined) throw damaged(url, keys.head, 'it is missing, and there are applications')
    if (application.revision > revision) throw damaged(url, keys.head, `it is older than the entry \`${entry.key}\``)
    stored.set(application.name, application)
  }
  const now = new Map([...stored].map(([name, { record, texts, revision }]) => [name, { record, texts, revision }]))
  for (const head of new Set([before, after]))
    for (const { name, record, texts } of head?.steps ?? [])
      if (head !== undefined && (now.get(name)?.revision ?? 0) < head.revision) now.set(name, { record, texts, revision: head.revision })
  const records = new Map<string, ApplicationRecord>()
  const texts = new Map<string, Readonly<Record<string, string>>>()
  for (const [name, { record, texts: ids }] of [...now].sort(([a], [b]) => compareText(a, b))) {
    if (record === undefined) continue
    records.set(name, record)
    texts.set(name, ids)
  }
  const stated = after?.applications ?? 0
  if (records.size !== stated) throw damaged(url, keys.head, `it counts ${stated} applications, and ${records.size} are there`)
  return { head: after, revision, stored, records, texts }
}
