import { createHash } from 'node:crypto'
import type { ApplicationRecord, LatticeEvent } from '../../generated/lattice-record.js'

/**
 * The file `lattice.jsonl`: what is put and deployed, and the one place where a change happens.
 * Its first line is `{"format":1,"revision":42,"applications":3,"events":1,"digest":"…"}`. Then follows what the last change was, a line for each event (the files of history have
 * them as well, but a little later), and a line for each application, sorted by name, so that a comparison of two states shows what has changed.
 */
export interface Head {
  readonly first: FirstLine
  readonly events: readonly NamedEvent[]
  /** Read line by line, when they are asked for. */
  readonly records: ReadonlyMap<string, ApplicationRecord>
  readonly bytes: Buffer
  /** Where the line of each application is: what does not change is written as it was read. In the order of the names. */
  readonly lines: ReadonlyMap<string, Line>
}

/** The first line; fields that this program does not know stay. */
export interface FirstLine {
  readonly format: 1
  readonly revision: number
  /** How many lines follow, of each kind. */
  readonly applications: number
  readonly events: number
  /** SHA-256 of all bytes after the first line, in lower-case hexadecimal: that of `tail -n +2 lattice.jsonl | sha256sum`. */
  readonly digest: string
  readonly [key: string]: unknown
}

/** What history is to say of an application. */
export interface NamedEvent {
  readonly application: string
  readonly event: LatticeEvent
}

/** A line of the file: offsets of bytes, the line break included, and its number from 1. */
export interface Line {
  readonly start: number
  readonly end: number
  readonly number: number
}

/** A lattice that nobody wrote to. */
export const noHead: Head = {
  first: { format: 1, revision: 0, applications: 0, events: 0, digest: '' },
  events: [],
  records: new Map(),
  bytes: Buffer.alloc(0),
  lines: new Map(),
}

/** Gives the bytes of the next head, in parts: the records of `changed` are as they say, or gone; all others keep their bytes. */
export function nextHead(
  head: Head,
  changed: ReadonlyMap<string, ApplicationRecord | undefined>,
  events: readonly NamedEvent[],
): readonly Uint8Array[] {
  const names = [...head.lines.keys()].filter((name) => !changed.has(name))
  for (const [name, record] of changed) if (record !== undefined) names.push(name)
  const parts = [...events.map(lineOf), ...recordParts(head, names.sort(), changed)]
  const counts = { revision: head.first.revision + 1, applications: names.length, events: events.length, digest: digestOf(parts) }
  return [lineOf({ ...head.first, ...counts }), ...parts]
}

/** SHA-256, lower-case hexadecimal. */
export function digestOf(parts: readonly Uint8Array[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}

/** Neighbours that stay are one stretch of the old bytes: of ten thousand applications a change concerns few. */
function recordParts(head: Head, names: readonly string[], changed: ReadonlyMap<string, ApplicationRecord | undefined>): Uint8Array[] {
  const parts: Uint8Array[] = []
  let start = 0
  let end = 0
  const flush = (): void => {
    if (end > start) parts.push(head.bytes.subarray(start, end))
  }
  for (const name of names) {
    const record = changed.get(name)
    const line = head.lines.get(name)
    if (record !== undefined) {
      // the reader knows a line by its beginning
      const { format, name: own, ...rest } = record
      flush()
      start = end = 0
      parts.push(lineOf({ format, name: own, ...rest }))
    } else if (line !== undefined) {
      if (line.start !== end) {
        flush()
        start = line.start
      }
      end = line.end
    }
  }
  flush()
  return parts
}

function lineOf(value: object): Uint8Array {
  return Buffer.from(`${JSON.stringify(value)}\n`)
}
