import type { KV } from '@nats-io/kv'
import type { Entry } from '../key-value/key-value.js'
import type { NatsBucket } from './nats-bucket.js'

/** Entries as they were found, by the names of the bucket, and the sequence of the head among them; 0 where it was not found. */
export interface Found {
  readonly entries: readonly Entry[]
  readonly head: number
}

/** The server gives the last messages of so many subjects in one answer at most (nats-server, direct get of several subjects). */
const subjectsOfAnswer = 1024

/**
 * Lists the entries whose name matches `filter`, and looks at the entry `head` in the same answer, which tells how new the answer is.
 * One request where the answer is small; else all messages of the bucket's stream that match, by a consumer of their own.
 */
export async function listNatsKeys(bucket: NatsBucket, from: KV, filter: string, head: string): Promise<Found> {
  return (bucket.listsDirectly ? await askDirectly(bucket, filter, head) : undefined) ?? (await readThrough(from, filter, head))
}

/** Gives nothing where there are more entries than one answer holds, or the server knows no such request. */
async function askDirectly({ name, stream, manager }: NatsBucket, filter: string, head: string): Promise<Found | undefined> {
  const prefix = `$KV.${name}.`
  const entries: Entry[] = []
  const found = { head: 0, pending: 0 }
  try {
    for await (const message of await manager.direct.getLastMessagesFor(stream, { multi_last: [prefix + head, prefix + filter] })) {
      found.pending = message.pending
      const key = message.subject.slice(prefix.length)
      if (key === head) found.head = message.seq
      else if (!message.header.has('KV-Operation')) entries.push({ key, value: textOf(message.data), revision: String(message.seq) })
    }
  } catch (error) {
    if (error instanceof Error && /too many|bad request/i.test(error.message)) return undefined
    throw error
  }
  return found.pending > 0 || entries.length >= subjectsOfAnswer ? undefined : { entries, head: found.head }
}

async function readThrough(from: KV, filter: string, head: string): Promise<Found> {
  const entries = new Map<string, Entry>()
  let last = 0
  for await (const { key, operation, revision, value } of await from.history({ key: [head, filter] })) {
    if (key === head) last = revision
    else if (operation === 'PUT') entries.set(key, { key, value: textOf(value), revision: String(revision) })
    else entries.delete(key)
  }
  return { entries: [...entries.values()], head: last }
}

/** Gives a stored text as it was put, a byte order mark included. */
export function textOf(bytes: Uint8Array): string {
  return decoder.decode(bytes)
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
