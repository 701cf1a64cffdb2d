import { type Entry, KeyTaken, type KeyValue } from './key-value.js'
import { keys } from './keys.js'
import { damaged, format, openEntry } from './open-entry.js'
import { isCount, readTexts } from './read-head.js'
import { readRecord } from './read-record.js'
import { seal } from './seal.js'
import type { Step, StoredApplication } from './stored-types.js'

/** Reads what is stored of an application from its entry. */
export function readApplication({ url }: Pick<KeyValue, 'url'>, entry: Entry): StoredApplication {
  const fields = openEntry({ url }, entry)
  const { name, revision, page, record, texts } = fields
  if (typeof name !== 'string' || keys.application(name) !== entry.key || !isCount(revision) || !isCount(page))
    throw damaged(url, entry.key)
  const read = record === undefined ? undefined : readRecord(url, entry.key, record)
  if (read !== undefined && read.name !== name) throw damaged(url, entry.key)
  return { entry, fields, name, revision, page, texts: readTexts(url, entry.key, texts), ...(read !== undefined && { record: read }) }
}

/** Gives the value of an application after a step. */
export function printApplication(before: StoredApplication | undefined, step: Step, revision: number, page: number): string {
  const { record: _, ...rest } = before?.fields ?? {}
  const { name, record, texts } = step
  return seal({ ...rest, format, name, revision, page, ...(record !== undefined && { record }), texts })
}

/** Writes an application as it is after a step. Gives nothing where somebody else wrote it meanwhile. */
export async function writeApplication(
  keyValue: KeyValue,
  before: StoredApplication | undefined,
  step: Step,
  revision: number,
  page: number,
): Promise<Entry | undefined> {
  const value = printApplication(before, step, revision, page)
  try {
    return await (before === undefined ? keyValue.create(keys.application(step.name), value) : keyValue.update(before.entry, value))
  } catch (error) {
    if (error instanceof KeyTaken) return undefined
    throw error
  }
}
