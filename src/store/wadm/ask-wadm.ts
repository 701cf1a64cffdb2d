import { errors, headers } from '@nats-io/transport-node'
import { Failure } from '../../failure.js'
import { connectNats } from '../nats/connect.js'
import { natsAddress } from '../nats/nats-address.js'
import { causes } from '../nats/nats-failure.js'
import type { Surroundings } from '../surroundings.js'
import type { Ask } from './wadm-api.js'

/** A connection to the NATS server beside a wadm. */
export interface Line {
  /** The lattice as reports show it: without user and password. */
  readonly url: string
  readonly ask: Ask
  /** Bytes that the server takes in one message. */
  readonly limit: number
  /** The milliseconds that the command has still. */
  left(): number
  close(): Promise<void>
}

/**
 * Connects to the lattice that `wadm:<rest>` names: `//[user[:password]@]host[:port]/<lattice>`, with the settings of every connection to NATS and wadm's own:
 * `prefix` (wadm 0.21 `--api-prefix`) and `account` (`--multitenant`).
 */
export async function openLine(rest: string, surroundings: Surroundings): Promise<Line> {
  const address = natsAddress('wadm', rest, ['prefix', 'account'])
  const account = address.settings.get('account')
  const words = [...(account === undefined ? [] : [account]), ...(address.settings.get('prefix') ?? 'wadm.api').split('.'), address.lattice]
  const wrong = words.find((word) => !/^[^\s.*>]+$/u.test(word))
  if (wrong !== undefined)
    throw new Failure(
      2,
      `--lattice ${address.url}: \`${wrong}\` cannot be a word of a subject: no dots, no white space, no \`*\` and no \`>\``,
    )
  const link = await connectNats(address, surroundings)
  const send = async (subject: string, body: string, contentType: string | undefined, timeout: number): Promise<string> => {
    const head = headers()
    if (contentType !== undefined) head.set('Content-Type', contentType)
    try {
      return (await link.connection.request(subject, body, { timeout, ...(contentType !== undefined && { headers: head }) })).string()
    } catch (error) {
      const found = causes(error)
      // the server is there, and knows of nobody who listens
      if (found.some((cause) => cause instanceof errors.NoRespondersError))
        throw new Failure(3, `${address.url}: no wadm answers: none listens to \`${subject}\` on that server`)
      throw error
    }
  }
  return {
    url: address.url,
    limit: link.connection.info?.max_payload ?? 1024 * 1024,
    left: () => link.left(),
    close: () => link.close(),
    async ask(operation, body = '', contentType) {
      const subject = `${words.join('.')}.model.${operation}`
      const silent = new Failure(3, `${address.url}: wadm does not answer to \`${operation}\``)
      if (!/^(put|deploy|undeploy|del)\b/.test(operation))
        return link.ask(
          (timeout) => send(subject, body, contentType, timeout),
          () => silent,
        )
      // twice is not the same as once: an answer that was lost is for the user to know
      try {
        return await send(subject, body, contentType, Math.min(link.left(), longest))
      } catch (error) {
        if (error instanceof Failure) throw error
        if (causes(error).some((cause) => cause instanceof errors.TimeoutError)) throw silent
        throw link.failure(error)
      }
    },
  }
}

/** Milliseconds that wadm has for a change; it takes some. */
const longest = 10_000
