import { isIP } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect, errors, type NatsConnection } from '@nats-io/transport-node'
import { Failure } from '../../failure.js'
import type { Surroundings } from '../surroundings.js'
import type { NatsAddress } from './nats-address.js'
import { natsCredentials } from './nats-credentials.js'
import { causes, natsFailure, withoutCertificate } from './nats-failure.js'
import { wantsCertificate } from './wants-certificate.js'

/** A connection to a NATS server that comes back by itself as long as the command has time. */
export interface NatsLink {
  readonly connection: NatsConnection
  readonly address: NatsAddress
  /** Gives the milliseconds that the command has left, at least 1. */
  left(): number
  /**
   * Asks the server, again while it is away, slow or has no leader and there is time; `act` takes the milliseconds of one attempt.
   * What `act` throws otherwise is thrown on; `lost` makes the failure when time is up.
   */
  ask<T>(act: (timeout: number) => Promise<T>, lost?: (message: string) => Failure): Promise<T>
  /** Gives what an error of the server is in plain words; an error that is none of the server's own, as it is. */
  failure(error: unknown): unknown
  close(): Promise<void>
}

/** Milliseconds of the longest attempt: an answer that was lost on the way is asked for again after that. */
const attempt = 5000

/** Connects to the server of an address. Throws a `Failure` where it is away, slow or does not let us in. */
export async function connectNats(address: NatsAddress, surroundings: Surroundings): Promise<NatsLink> {
  const { timeLimit, tell } = surroundings
  const end = Date.now() + timeLimit
  const left = (): number => Math.max(1, end - Date.now())
  const { tls, ...credentials } = natsCredentials(address, surroundings)
  // the client sends no name for an address, and Node would look for `localhost` in the certificate
  const host = address.server.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1')
  const secure = isIP(host) === 0 ? tls : { ...tls, host }
  const failure = (error: unknown): unknown => natsFailure(address, error) ?? error
  let connection: NatsConnection
  try {
    connection = await connect({
      servers: address.server,
      name: 'mc',
      timeout: Math.min(attempt, left()),
      maxReconnectAttempts: -1,
      reconnectTimeWait: 100,
      reconnectJitter: 100,
      reconnectJitterTLS: 100,
      noAsyncTraces: true,
      ignoreClusterUpdates: false,
      ...credentials,
      ...(tls !== undefined && { tls: secure }),
    })
  } catch (error) {
    if (isPassing(error) && tls?.cert === undefined && (await wantsCertificate(host, Number(/\d+$/.exec(address.server)?.[0]))))
      throw new Failure(3, `${address.url}: ${withoutCertificate}`)
    throw failure(error)
  }
  const seconds = `${timeLimit / 1000} seconds (--timeout)`
  const state = watchConnection(connection, () => tell(`${address.url}: the connection is lost; waiting for the server`))

  return {
    connection,
    address,
    left,
    failure,
    async ask(act, lost = (message) => new Failure(3, message)) {
      for (let pause = 20; ; pause = Math.min(500, pause * 2)) {
        try {
          return await act(Math.min(attempt, left()))
        } catch (error) {
          if (!isPassing(error)) throw failure(error)
          if (connection.isClosed()) throw lost(reasonOf(failure(state.ended ?? error), address))
          if (Date.now() + pause >= end) {
            const what = state.isLost
              ? `the connection was lost, and the server did not come back within ${seconds}`
              : `no answer within ${seconds}`
            throw lost(`${address.url}: ${what}`)
          }
          await sleep(pause)
        }
      }
    },
    async close() {
      await connection.close()
    },
  }
}

interface ConnectionState {
  isLost: boolean
  /** Why it was closed for good. */
  ended: Error | undefined
}

function watchConnection(connection: NatsConnection, tellLost: () => void): ConnectionState {
  const state: ConnectionState = { isLost: false, ended: undefined }
  const follow = async (): Promise<void> => {
    for await (const { type } of connection.status()) {
      if (type === 'disconnect') {
        if (!state.isLost) tellLost()
        state.isLost = true
      }
      if (type === 'reconnect') state.isLost = false
    }
  }
  // it ends with the connection
  void follow().catch(() => {})
  void connection.closed().then((error) => {
    if (error instanceof Error) state.ended = error
  })
  return state
}

/** Tells whether an error may pass: no answer in time, nobody there to answer, a connection that broke. */
function isPassing(error: unknown): boolean {
  const found = causes(error)
  if (found.some((cause) => cause instanceof errors.PermissionViolationError)) return false
  return found.some(
    (cause) =>
      cause instanceof errors.TimeoutError ||
      cause instanceof errors.NoRespondersError ||
      cause instanceof errors.ConnectionError ||
      cause instanceof errors.ClosedConnectionError ||
      cause instanceof errors.DrainingConnectionError,
  )
}

function reasonOf(error: unknown, { url }: NatsAddress): string {
  return error instanceof Failure ? error.message : `${url}: the connection is closed`
}
