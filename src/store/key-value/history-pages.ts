import type { LatticeEvent } from '../../generated/lattice-record.js'
import { type Entry, KeyTaken, type KeyValue } from './key-value.js'
import { keys } from './keys.js'
import { damaged, format, openEntry } from './open-entry.js'
import { isEvent } from './read-record.js'
import { seal } from './seal.js'

/** Events of one page, so that writing one event writes little, and a page never comes near the limit of a value. */
const eventsOfPage = 50

/** Pages that are kept of an application: its last 4,951 to 5,000 events. */
export const keptPages = 100

const bytesOfPage = 256 * 1024

/** Gives the value of a page. */
export function printPage(fields: Readonly<Record<string, unknown>>, events: readonly LatticeEvent[]): string {
  return seal({ ...fields, format, events })
}

/**
 * Adds an event, which has its revision, to the history of an application unless it is there; several may do this at once for the same event.
 * Gives the page that it is on: `page`, or the next one where that is full.
 */
export async function addEvent(keyValue: KeyValue, application: string, page: number, event: LatticeEvent): Promise<number> {
  for (;;) {
    const entry = await keyValue.get(keys.page(application, page))
    try {
      if (entry === undefined) {
        await keyValue.create(keys.page(application, page), printPage({}, [event]))
        return page
      }
      const { fields, events } = readPage(keyValue, entry)
      if (revisionOf(events.at(-1)) >= revisionOf(event)) return page
      const value = printPage(fields, [...events, event])
      const limit = Math.min(keyValue.valueLimit ?? bytesOfPage, bytesOfPage)
      if (events.length < eventsOfPage && Buffer.byteLength(value) <= limit) {
        await keyValue.update(entry, value)
        return page
      }
      page += 1
    } catch (error) {
      if (!(error instanceof KeyTaken)) throw error
    }
  }
}

/** Removes the page that is no longer kept once `page` is begun. */
export async function dropOldPage(keyValue: KeyValue, application: string, page: number): Promise<void> {
  if (page < keptPages) return
  const entry = await keyValue.get(keys.page(application, page - keptPages))
  if (entry !== undefined) await keyValue.remove(entry)
}

/** Gives the events on the pages of an application, oldest first, `page` being the one that is written. */
export async function readEvents(keyValue: KeyValue, application: string, page: number): Promise<readonly LatticeEvent[]> {
  const listed = new Map((await keyValue.list(keys.pages(application))).map((entry) => [entry.key, entry]))
  const events: LatticeEvent[] = []
  for (let number = Math.max(0, page - keptPages + 1); ; number++) {
    const key = keys.page(application, number)
    // one that was written meanwhile may not be in the list
    const entry = listed.get(key) ?? (await keyValue.get(key))
    if (entry !== undefined) events.push(...readPage(keyValue, entry).events)
    else if (number > page) return events
  }
}

function readPage(keyValue: KeyValue, entry: Entry): { fields: Readonly<Record<string, unknown>>; events: readonly LatticeEvent[] } {
  const { events, ...fields } = openEntry(keyValue, entry)
  if (!Array.isArray(events) || !events.every(isEvent)) throw damaged(keyValue.url, entry.key)
  return { fields, events }
}

/** Gives the revision of an event; an event of a store always has one. */
export function revisionOf(event: LatticeEvent | undefined): number {
  return event?.revision ?? 0
}
