import { closeSync, fstatSync, ftruncateSync, openSync, readFileSync, readSync } from 'node:fs'
import { systemCode } from '../../failure.js'
import type { LatticeEvent } from '../../generated/lattice-record.js'
import { damage, restore } from './damage.js'
import { writeWhole } from './durable-files.js'

/**
 * Reads what history says up to a revision, oldest first. `shown` is the file in messages.
 * A last line without its end is what a writer could not finish, and lines of later revisions are of a change that is not made: both are passed over.
 */
export function readHistory(path: string, shown: string, revision: number): LatticeEvent[] {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return []
    throw error
  }
  const lines = text.split('\n')
  lines.pop()
  return lines.map((line, index) => parseEvent(line, shown, index + 1)).filter((event) => (event.revision ?? 0) <= revision)
}

/** Where the next event goes: what stands behind `size` is no history. */
export interface HistoryEnd {
  readonly size: number
  /** The revision of the last event; 0 where there is none. */
  readonly last: number
}

/** Finds the end of the history up to a revision. Reads the end of the file alone, however long it is. */
export function findHistoryEnd(path: string, shown: string, revision: number): HistoryEnd {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return { size: 0, last: 0 }
    throw error
  }
  try {
    for (let end = fstatSync(file).size; ; ) {
      const line = lastLine(file, end)
      if (line === undefined) return { size: 0, last: 0 }
      const last = parseEvent(line.text, shown, undefined).revision ?? 0
      if (last <= revision) return { size: line.end, last }
      end = line.start
    }
  } finally {
    closeSync(file)
  }
}

/** Writes an event at the end that `findHistoryEnd` gave; the folder is there. Survives a loss of power when the file and its folder are synced. */
export function appendHistory(path: string, end: HistoryEnd, event: LatticeEvent): void {
  const file = openSync(path, end.size === 0 ? 'w' : 'r+')
  try {
    ftruncateSync(file, end.size)
    writeWhole(file, Buffer.from(`${JSON.stringify(event)}\n`), end.size)
  } finally {
    closeSync(file)
  }
}

/** Gives the last whole line before an offset, without its break. */
function lastLine(file: number, before: number): { readonly text: string; readonly start: number; readonly end: number } | undefined {
  for (let length = Math.min(before, 4096); ; length = Math.min(before, length * 4)) {
    const bytes = Buffer.alloc(length)
    readSync(file, bytes, 0, length, before - length)
    const end = bytes.lastIndexOf(10)
    const start = end <= 0 ? -1 : bytes.lastIndexOf(10, end - 1)
    if (end >= 0 && (start >= 0 || length === before))
      return { text: bytes.toString('utf8', start + 1, end), start: before - length + start + 1, end: before - length + end + 1 }
    if (length === before) return undefined
  }
}

function parseEvent(line: string, shown: string, number: number | undefined): LatticeEvent {
  try {
    const value: unknown = JSON.parse(line)
    if (isEvent(value)) return value
  } catch {
    // said below
  }
  throw damage(shown, number, `${number === undefined ? 'the last' : 'this'} line is not an event`, restore)
}

function isEvent(value: unknown): value is LatticeEvent {
  const entries = typeof value === 'object' && value !== null ? new Map<string, unknown>(Object.entries(value)) : new Map<string, unknown>()
  return ['act', 'at', 'actor'].every((key) => typeof entries.get(key) === 'string') && Number.isSafeInteger(entries.get('revision'))
}
