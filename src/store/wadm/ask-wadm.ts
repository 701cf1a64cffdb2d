import { connect, headers, type NatsConnection } from '@nats-io/transport-node'
import { Failure } from '../../failure.js'
import type { Surroundings } from '../surroundings.js'
import type { Ask } from './wadm-api.js'
import type { WadmUrl } from './wadm-url.js'

/** A connection to the NATS server beside a wadm. */
export interface Line {
  readonly ask: Ask
  /** Bytes that the server takes in one message. */
  readonly limit: number
  close(): Promise<void>
}

/** Connects to the NATS server of a lattice; `left` gives the milliseconds that the command has still. */
export async function openLine(url: WadmUrl, { timeLimit }: Surroundings, left: () => number): Promise<Line> {
  let connection: NatsConnection
  try {
    connection = await connect({
      servers: url.server,
      timeout: Math.min(timeLimit, 5000),
      maxReconnectAttempts: -1,
      reconnectTimeWait: 250,
      ignoreClusterUpdates: true,
    })
  } catch (error) {
    throw new Failure(3, `${url.shown}: no NATS server answers there: ${error instanceof Error ? error.message : String(error)}`)
  }
  return {
    limit: connection.info?.max_payload ?? 1024 * 1024,
    async ask(operation, body, contentType) {
      const subject = `${url.prefix}.${url.lattice}.model.${operation}`
      const head = headers()
      if (contentType !== undefined) head.set('Content-Type', contentType)
      const timeout = Math.max(1, Math.min(left(), 10_000))
      try {
        return (await connection.request(subject, body ?? '', { timeout, ...(contentType !== undefined && { headers: head }) })).string()
      } catch (error) {
        throw new Failure(3, `${url.shown}: ${reasonOf(error, timeout)}`)
      }
    },
    async close() {
      await connection.close()
    },
  }
}

function reasonOf(error: unknown, timeout: number): string {
  if (!(error instanceof Error)) return 'wadm does not answer'
  const words = `${error.name} ${error.message} ${error.cause instanceof Error ? error.cause.name : ''}`
  if (/NoResponders|no responders/i.test(words)) return 'no wadm listens there (no responders for its API)'
  if (/timeout/i.test(words)) return `wadm does not answer within ${Math.ceil(timeout / 1000)} s`
  return `wadm cannot be asked: ${error.message}`
}
