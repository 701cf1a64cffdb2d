import { serviceHost } from '../address.js'
import type { ObjectDraft } from '../object-draft.js'
import { natsPart, type Part, platformNats, substrateChart } from './substrate-names.js'

/** Where NATS listens for clients. */
export const natsPort = 4222

/** Where a NATS server is. */
export interface NatsAddress {
  readonly host: string
  readonly port: number
}

/** Gives the NATS server of the substrate. */
export function natsOf({ context: { options } }: Pick<ObjectDraft, 'context'>): Part {
  return options['substrate'] === 'platform' ? platformNats : natsPart
}

/** Gives the address of NATS as the pods of a chart see it; nothing where options leave it open. */
export function natsAddress(draft: ObjectDraft, chart: string): NatsAddress | undefined {
  const { options } = draft.context
  if (options['substrate'] !== 'none') return { host: serviceHost(draft, chart, substrateChart, natsOf(draft).name), port: natsPort }
  const [, host, port] = /^(?:nats:\/\/)?([^:/@\s]+)(?::(\d{1,5}))?\/?$/.exec(options['nats-url'] ?? '') ?? []
  return host === undefined ? undefined : { host, port: port === undefined ? natsPort : Number(port) }
}
