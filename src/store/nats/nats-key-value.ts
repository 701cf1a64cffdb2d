import { setTimeout as sleep } from 'node:timers/promises'
import type { KV } from '@nats-io/kv'
import { errors } from '@nats-io/transport-node'
import { AnswerLost, type Entry, KeyTaken, type KeyValue } from '../key-value/key-value.js'
import { keys } from '../key-value/keys.js'
import type { NatsLink } from './connect.js'
import { isTaken, jetStreamFailure } from './jetstream-failure.js'
import { listNatsKeys, textOf } from './list-nats-keys.js'
import type { NatsBucket } from './nats-bucket.js'
import { keyOf, natsKey } from './nats-keys.js'

/** Keys and values in a bucket of JetStream; the revision of an entry is its sequence in the stream behind. */
export function natsKeyValue(link: NatsLink, bucket: NatsBucket): KeyValue {
  const { url } = link.address
  /** The newest sequence of the head that an answer of the leader has shown: a copy that does not know it is stale. */
  let seen = 0
  const ask = async <T>(act: () => Promise<T>, lost?: (message: string) => AnswerLost): Promise<T> => {
    try {
      return await link.ask(act, lost)
    } catch (error) {
      throw jetStreamFailure(url, bucket.name, error) ?? error
    }
  }
  const write = (key: string, value: string, act: (bucket: KV) => Promise<number>): Promise<Entry> =>
    ask(
      async () => {
        const to = await bucket.make()
        try {
          return noted({ key, value, revision: String(await act(to)) })
        } catch (error) {
          if (isTaken(error)) throw new KeyTaken(key)
          throw error
        }
      },
      (message) => new AnswerLost(message),
    )
  const noted = (entry: Entry): Entry => {
    if (entry.key === keys.head) seen = Math.max(seen, Number(entry.revision))
    return entry
  }

  return {
    url,
    valueLimit: bucket.valueLimit,
    get: (key) =>
      ask(async () => {
        const found = await (await bucket.open())?.get(natsKey(key))
        if (found === undefined || found === null || found.operation !== 'PUT') return undefined
        return noted({ key, value: textOf(found.value), revision: String(found.revision) })
      }),
    list: (prefix) =>
      ask(async () => {
        const from = await bucket.open()
        if (from === undefined) return []
        for (;;) {
          const { entries, head } = await listNatsKeys(bucket, from, `${natsKey(prefix.slice(0, -1))}.>`, natsKey(keys.head))
          if (head >= seen) return entries.map((entry) => ({ ...entry, key: keyOf(entry.key) }))
          await sleep(20)
          if (link.left() === 1) throw new errors.TimeoutError()
        }
      }),
    create: (key, value) => write(key, value, (to) => to.create(natsKey(key), value)),
    update: (entry, value) => write(entry.key, value, (to) => to.update(natsKey(entry.key), value, Number(entry.revision))),
    async remove(entry) {
      await write(entry.key, '', async (to) => {
        await to.purge(natsKey(entry.key), { previousSeq: Number(entry.revision) })
        return Number(entry.revision)
      })
    },
    close: () => link.close(),
  }
}
