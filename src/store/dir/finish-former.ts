import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { syncAll } from './durable-files.js'
import type { Head } from './head.js'
import { removeStrays } from './stray-texts.js'
import { historyPath } from './text-path.js'
import { findEnd, type Writing, writeHistory } from './write-change.js'

/** Finishes what the writer before could not: its events go where history is, what it did not use is removed. Whoever calls has the lock. */
export function finishFormer(writing: Writing, head: Head): void {
  rmSync(join(writing.folder, 'lattice.jsonl.new'), { force: true })
  removeStrays(writing)
  const { revision } = head.first
  const ended = head.events.map((own) => ({ own, end: findEnd(writing, own.application, revision) }))
  // what is written there is perhaps not on the disk, and after the next change the head has it no more
  syncAll(ended.filter(({ end }) => end.last === revision).map(({ own }) => join(writing.folder, historyPath(own.application))))
  const missing = ended.filter(({ end }) => end.last < revision)
  const ends = new Map(missing.map(({ own, end }) => [own.application, end]))
  writeHistory(
    writing,
    missing.map(({ own }) => own),
    ends,
  )
}
