import { sha256 } from '../make-version.js'
import type { Entry, KeyValue } from './key-value.js'
import { keys } from './keys.js'
import { damaged, format, openEntry } from './open-entry.js'
import { isEvent, readRecord } from './read-record.js'
import { isObject, seal } from './seal.js'
import type { Head, Step } from './stored-types.js'

/** Reads the head with its change, also where that lies in pieces. Gives nothing where there is no lattice yet. */
export async function readHead(keyValue: KeyValue): Promise<Head | undefined> {
  for (;;) {
    const entry = await keyValue.get(keys.head)
    if (entry === undefined) return undefined
    const fields = openEntry(keyValue, entry)
    const { revision, id, applications, pieces = 0 } = fields
    if (!isCount(revision) || typeof id !== 'string' || !isCount(applications) || !isCount(pieces)) throw damaged(keyValue.url, keys.head)
    const former = Array.isArray(fields['former']) ? fields['former'].filter((other) => typeof other === 'string') : []
    const change = pieces === 0 ? fields['change'] : await readPieces(keyValue, id, pieces, fields['sum'])
    // pieces that are gone belong to a head that has been replaced meanwhile, or else are lost
    if (change === undefined) {
      if ((await keyValue.get(keys.head))?.revision === entry.revision)
        throw damaged(keyValue.url, keys.head, 'a part of its change is missing')
      continue
    }
    return { entry, fields, revision, id, former, applications, steps: readSteps(keyValue.url, change), pieces }
  }
}

/** Gives the value of a head; `change` is a step list that fits into it, or the pieces that it lies in. */
export function printHead(
  fields: Readonly<Record<string, unknown>>,
  head: Pick<Head, 'revision' | 'id' | 'former' | 'applications'>,
  change: { readonly steps: readonly Step[] } | { readonly pieces: number; readonly sum: string },
): string {
  const { change: _, pieces: __, sum: ___, digest: ____, ...rest } = fields
  const { revision, id, former, applications } = head
  return seal({ ...rest, format, revision, id, former, applications, ...('steps' in change ? { change: change.steps } : change) })
}

async function readPieces(keyValue: KeyValue, id: string, count: number, sum: unknown): Promise<unknown> {
  const entries = await Promise.all(Array.from({ length: count }, (_, index) => keyValue.get(keys.piece(id, index))))
  const present = entries.filter((entry): entry is Entry => entry !== undefined)
  if (present.length < count) return undefined
  const text = present.map(({ value }) => value).join('')
  if (sha256(text) !== sum) throw damaged(keyValue.url, keys.piece(id, 0))
  return JSON.parse(text)
}

function readSteps(url: string, change: unknown): readonly Step[] {
  if (!Array.isArray(change)) throw damaged(url, keys.head)
  return change.map((step: unknown): Step => {
    if (!isObject(step)) throw damaged(url, keys.head)
    const { name, record, texts, event } = step
    if (typeof name !== 'string' || (event !== undefined && !isEvent(event))) throw damaged(url, keys.head)
    return {
      name,
      texts: readTexts(url, keys.head, texts),
      ...(event !== undefined && { event }),
      ...(record !== undefined && { record: readRecord(url, keys.head, record) }),
    }
  })
}

/** Gives the ids of texts by version. Throws a `Failure` where they are something else. */
export function readTexts(url: string, key: string, texts: unknown): Readonly<Record<string, string>> {
  if (!isObject(texts)) throw damaged(url, key)
  return Object.fromEntries(
    Object.entries(texts).map(([version, id]) => {
      if (typeof id !== 'string') throw damaged(url, key)
      return [version, id]
    }),
  )
}

/** Tells whether a value is a whole number from 0. */
export function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}
