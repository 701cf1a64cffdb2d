import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Change } from '../store.js'
import { syncAll } from './durable-files.js'
import { finishFormer } from './finish-former.js'
import { type NamedEvent, nextHead } from './head.js'
import type { HeadFile } from './head-file.js'
import { appendHistory, findHistoryEnd, type HistoryEnd } from './history-file.js'
import { announce, removeStrays } from './stray-texts.js'
import { historyPath } from './text-path.js'
import { writeTexts } from './write-texts.js'

/** A lattice in a folder that is about to change; whoever changes it has the lock. */
export interface Writing {
  /** Absolute. */
  readonly folder: string
  /** The folder in messages. */
  readonly shown: string
  readonly head: HeadFile
}

/**
 * Makes a change: first the texts, which nobody looks for yet; then the head, by which it has happened; then history, which the head has as well until the next change.
 * What a writer before this one could not finish is finished or undone first. Where the disk refuses before the head is replaced, the change has not happened.
 */
export function writeChange(writing: Writing, change: Change): void {
  const before = writing.head.read()
  finishFormer(writing, before)
  const revision = before.first.revision + 1
  const events = [...change].flatMap(([application, { event }]): NamedEvent[] =>
    event === undefined ? [] : [{ application, event: { ...event, revision } }],
  )
  // damage there is to be found while nothing has happened
  const ends = new Map(events.map(({ application }) => [application, findEnd(writing, application, before.first.revision)]))
  const records = new Map([...change].map(([name, { record }]) => [name, record]))
  try {
    announce(writing, before, change)
    writeTexts(writing, before, change)
    writing.head.replace(nextHead(before, records, events))
  } catch (error) {
    attempt(() => removeStrays(writing))
    throw error
  }
  attempt(() => writeHistory(writing, events, ends))
  attempt(() => removeStrays(writing))
}

/** What fails here is not what the caller has to hear of: whoever writes next finishes it first. */
function attempt(act: () => void): void {
  try {
    act()
  } catch {
    // see above
  }
}

/** Appends events to the histories of their applications; afterwards all of them survive a loss of power. */
export function writeHistory(writing: Writing, events: readonly NamedEvent[], ends: ReadonlyMap<string, HistoryEnd>): void {
  const paths = events.flatMap(({ application, event }) => {
    const end = ends.get(application)
    if (end === undefined) return []
    const path = join(writing.folder, historyPath(application))
    mkdirSync(dirname(path), { recursive: true })
    appendHistory(path, end, event)
    return [path]
  })
  syncAll(paths)
}

/** Finds where the history of an application goes on after a revision. */
export function findEnd({ folder, shown }: Writing, application: string, revision: number): HistoryEnd {
  const path = historyPath(application)
  return findHistoryEnd(join(folder, path), `${shown}/${path}`, revision)
}
