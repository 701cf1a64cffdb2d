import { DiscardPolicy, type JetStreamClient, type JetStreamManager, jetstream, type StreamConfig } from '@nats-io/jetstream'
import { type KV, Kvm } from '@nats-io/kv'
import { Failure } from '../../failure.js'
import type { NatsLink } from './connect.js'
import { isMissing, withoutJetStream } from './jetstream-failure.js'

/** A bucket of JetStream that holds a lattice, or will when something is written. */
export interface NatsBucket {
  readonly name: string
  /** The stream behind it, as JetStream and its permissions call it. */
  readonly stream: string
  readonly manager: JetStreamManager
  /** Bytes of the largest value, the headers of a message taken off. */
  readonly valueLimit: number
  /** Whether the server gives the last messages of several subjects in one answer (since 2.11). */
  readonly listsDirectly: boolean
  /** Gives the bucket; nothing where there is none yet. */
  open(): Promise<KV | undefined>
  /** Gives the bucket, and makes it where there is none. */
  make(): Promise<KV>
}

/** Bytes that headers of a message may take, which count as part of the message. */
const headers = 512

/** Milliseconds of one request; it is repeated while the command has time. */
const patience = 5000

/** Looks for the bucket. Throws a `Failure` where the server has no JetStream, or the bucket is one that forgets. */
export async function natsBucket(link: NatsLink, name: string): Promise<NatsBucket> {
  const { connection, address } = link
  const domain = address.settings.get('domain')
  const replicas = readReplicas(address.settings.get('replicas'))
  if (connection.info?.jetstream !== true && domain === undefined) throw new Failure(3, `${address.url}: ${withoutJetStream}`)
  const client = jetstream(connection, { timeout: Math.min(patience, link.left()), ...(domain !== undefined && { domain }) })
  const manager = await client.jetstreamManager(false)
  const stream = `KV_${name}`
  const look = async (): Promise<StreamConfig | undefined> => {
    try {
      return (await manager.streams.info(stream)).config
    } catch (error) {
      if (isMissing(error)) return undefined
      throw error
    }
  }
  const config = await link.ask(look)
  if (config !== undefined) checkConfig(address.url, name, config)
  // answers of the leader alone: a copy may lag behind
  let bucket = config === undefined ? undefined : await openBucket(client, name)
  const largest = Math.min(
    connection.info?.max_payload ?? 1024 * 1024,
    config !== undefined && config.max_msg_size > 0 ? config.max_msg_size : Infinity,
  )
  return {
    name,
    stream,
    manager,
    valueLimit: largest - headers,
    listsDirectly: config?.allow_direct !== false && isSince(connection.info?.version, 2, 11),
    async open() {
      // somebody else may make it at every time
      if (bucket === undefined && (await look()) !== undefined) bucket = await openBucket(client, name)
      return bucket
    },
    async make() {
      if (bucket !== undefined) return bucket
      await link.ask(() => makeBucket(client, name, replicas, look))
      bucket = await openBucket(client, name)
      return bucket
    },
  }
}

function openBucket(client: JetStreamClient, name: string): Promise<KV> {
  return new Kvm(client).open(name, { allow_direct: false })
}

async function makeBucket(
  client: JetStreamClient,
  name: string,
  replicas: number,
  look: () => Promise<StreamConfig | undefined>,
): Promise<void> {
  try {
    await new Kvm(client).create(name, { history: 1, replicas, allow_direct: true, description: 'a lattice of mc' })
  } catch (error) {
    // somebody else may have made it at the same time, with other settings
    if ((await look()) === undefined) throw error
  }
}

function checkConfig(url: string, name: string, config: StreamConfig): void {
  if (config.max_age > 0) throw new Failure(3, `${url}: the bucket \`${name}\` forgets its entries after a time: set its ttl to 0`)
  if (config.discard !== DiscardPolicy.New && (config.max_bytes > 0 || config.max_msgs > 0))
    throw new Failure(3, `${url}: the bucket \`${name}\` drops old entries when it is full: set its discard policy to new`)
}

function readReplicas(text: string | undefined): number {
  if (text === undefined) return 1
  if (!/^[1-5]$/.test(text)) throw new Failure(2, `replicas=${text}: it is a number from 1 to 5`)
  return Number(text)
}

function isSince(version: string | undefined, major: number, minor: number): boolean {
  const [, first, second] = /^(\d+)\.(\d+)/.exec(version ?? '') ?? []
  return Number(first) > major || (Number(first) === major && Number(second) >= minor)
}
