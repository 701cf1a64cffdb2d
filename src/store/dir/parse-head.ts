import type { ApplicationRecord } from '../../generated/lattice-record.js'
import { validate } from '../../generated/lattice-record-schema.js'
import { damage, restore } from './damage.js'
import { digestOf, type FirstLine, type Head, type Line, type NamedEvent } from './head.js'
import { lazyMap } from './lazy-map.js'

/** Reads the bytes of a head, all of which must be as mc wrote them; `shown` is the file in messages. Throws a `Failure` that names the line otherwise. */
export function parseHead(bytes: Buffer, shown: string): Head {
  const lines = splitLines(bytes)
  const first = parseFirst(bytes, lines[0], shown)
  checkDigest(bytes, lines, first, shown)
  const events = lines.slice(1, 1 + first.events).map((line) => parseEvent(bytes, line, shown))
  const places = new Map<string, Line>()
  let last: string | undefined
  for (let index = 1 + first.events; index < lines.length; index++) {
    const line = lines[index]
    if (line === undefined) break
    const name = nameIn(bytes, line, shown)
    if (last !== undefined && name <= last)
      throw damage(shown, line.number, `application ${JSON.stringify(name)} stands twice or out of order`, restore)
    places.set(name, line)
    last = name
  }
  const records = lazyMap([...places.keys()], (name) => parseRecord(bytes, places.get(name), shown))
  return { first, events, records, bytes, lines: places }
}

/** Lines with their breaks; what follows the last break is a line as well. */
function splitLines(bytes: Buffer): Line[] {
  const lines: Line[] = []
  for (let start = 0; start < bytes.length; ) {
    const found = bytes.indexOf(10, start)
    const end = found < 0 ? bytes.length : found + 1
    lines.push({ start, end, number: lines.length + 1 })
    start = end
  }
  return lines
}

function parseFirst(bytes: Buffer, line: Line | undefined, shown: string): FirstLine {
  if (line === undefined) throw damage(shown, undefined, 'the file is empty', restore)
  const value = parseLine(bytes, line)
  if (!isObject(value)) throw damage(shown, 1, `this is not the first line of a lattice${conflictIn(bytes)}`, restore)
  const { format } = value
  if (format !== 1) throw unknownFormat(format, shown, 1)
  if (isFirstLine(value)) return value
  throw damage(shown, 1, 'the first line does not say `revision`, `applications`, `events` and `digest`', restore)
}

function unknownFormat(format: unknown, shown: string, line: number): Error {
  if (typeof format === 'number' && format > 1)
    return damage(shown, line, `format ${format} was written by a newer mc`, 'use that one, or a newer one; this mc reads format 1')
  return damage(shown, line, `format ${JSON.stringify(format)} is none that mc writes`, restore)
}

/** Says what is wrong with the lines below the first one, as exactly as can be known. */
function checkDigest(bytes: Buffer, lines: readonly Line[], first: FirstLine, shown: string): void {
  const start = lines[0]?.end ?? 0
  const digest = digestOf([bytes.subarray(start)])
  const promised = 1 + first.events + first.applications
  if (digest === first.digest && lines.length === promised) return
  const broken = lines.find((line) => line.number > 1 && parseLine(bytes, line) === undefined)
  if (lines.length < promised || (lines.length === promised && bytes.at(-1) !== 10))
    throw damage(shown, lines.length, `the file was cut off: ${lines.length} of ${promised} lines are there`, restore)
  if (broken !== undefined) throw damage(shown, broken.number, `this line is not JSON${conflictIn(bytes)}`, restore)
  if (lines.length > promised)
    throw damage(shown, promised + 1, `the first line promises ${promised} lines, and ${lines.length} are there`, restore)
  if (bytes.includes('\r\n'))
    throw damage(shown, 1, 'its line breaks were changed to CRLF', 'change them back (with git: `*.jsonl -text` in .gitattributes)')
  throw damage(
    shown,
    1,
    'the digest is not that of the lines below: the file was changed, and not by mc',
    `${restore}; if you want what it says now, write "digest":"${digest}" in its first line`,
  )
}

function parseEvent(bytes: Buffer, line: Line, shown: string): NamedEvent {
  const value = parseLine(bytes, line)
  if (isNamedEvent(value)) return value
  throw damage(shown, line.number, 'this line is not an event of an application', restore)
}

/** How the lines of records begin. */
const start = Buffer.from('{"format":1,"name":"')

/** Reads the name alone where the line begins as mc writes it: most commands need few of the records. */
function nameIn(bytes: Buffer, line: Line, shown: string): string {
  if (bytes.compare(start, 0, start.length, line.start, Math.min(line.start + start.length, line.end)) !== 0)
    return parseRecord(bytes, line, shown).name
  const from = line.start + start.length
  const to = bytes.indexOf(34, from)
  const text = bytes.toString('utf8', from, to)
  return to > 0 && to < line.end && !text.includes('\\') ? text : parseRecord(bytes, line, shown).name
}

function parseRecord(bytes: Buffer, line: Line | undefined, shown: string): ApplicationRecord {
  if (line === undefined) throw new Error('a record without a line')
  const value = parseLine(bytes, line)
  if (isObject(value) && typeof value['format'] === 'number' && value['format'] > 1)
    throw unknownFormat(value['format'], shown, line.number)
  if (isRecord(value)) return value
  const [error] = validate.errors ?? []
  const where = error?.instancePath ? ` at ${error.instancePath}` : ''
  throw damage(shown, line.number, `this line is not the record of an application${where}`, restore)
}

function parseLine(bytes: Buffer, line: Line): unknown {
  try {
    return JSON.parse(bytes.toString('utf8', line.start, line.end))
  } catch {
    return undefined
  }
}

function conflictIn(bytes: Buffer): string {
  return bytes.includes('<<<<<<< ') && bytes.includes('>>>>>>> ') ? ' (git has left a conflict in the file: take one side whole)' : ''
}

function isFirstLine(value: Readonly<Record<string, unknown>>): value is FirstLine {
  const counts = [value['revision'], value['applications'], value['events']]
  return counts.every((count) => Number.isSafeInteger(count) && Number(count) >= 0) && typeof value['digest'] === 'string'
}

function isNamedEvent(value: unknown): value is NamedEvent {
  return isObject(value) && typeof value['application'] === 'string' && isObject(value['event'])
}

function isRecord(value: unknown): value is ApplicationRecord {
  return validate(value)
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
