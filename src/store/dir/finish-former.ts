import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { syncFile } from './durable-files.js'
import type { Head } from './head.js'
import { removeStrays } from './stray-texts.js'
import { historyPath } from './text-path.js'
import { findEnd, type Writing, writeHistory } from './write-change.js'

/** Finishes what the writer before could not: its events go where history is, what it did not use is removed. Whoever calls has the lock. */
export function finishFormer(writing: Writing, head: Head): void {
  rmSync(join(writing.folder, 'lattice.jsonl.new'), { force: true })
  removeStrays(writing)
  const { revision } = head.first
  const missing = head.events.flatMap((own) => {
    const end = findEnd(writing, own.application, revision)
    if (end.last < revision) return [{ own, end }]
    // written, but perhaps not on the disk; after the next change the head has it no more
    syncFile(join(writing.folder, historyPath(own.application)))
    return []
  })
  const ends = new Map(missing.map(({ own, end }) => [own.application, end]))
  writeHistory(
    writing,
    missing.map(({ own }) => own),
    ends,
  )
}
