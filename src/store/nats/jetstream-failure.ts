import { JetStreamApiError } from '@nats-io/jetstream'
import { Failure } from '../../failure.js'

/** Gives in plain words what JetStream refuses. Nothing where the error is none of JetStream's. */
export function jetStreamFailure(url: string, bucket: string, error: unknown): Failure | undefined {
  if (error instanceof JetStreamApiError) return new Failure(3, `${url}: ${reason(error, bucket)}`)
  return undefined
}

/** What is said of a server that keeps nothing. */
export const withoutJetStream =
  'the server keeps nothing, because JetStream is off for this account: start it with -js, or enable it for the account'

/** Tells whether a write met another state of the key than it was made for. */
export function isTaken(error: unknown): boolean {
  return error instanceof JetStreamApiError && (error.code === 10071 || error.code === 10164)
}

/** Tells whether there is no bucket. */
export function isMissing(error: unknown): boolean {
  return error instanceof JetStreamApiError && error.code === 10059
}

// codes: nats-server, server/errors.json
function reason({ code, message }: JetStreamApiError, bucket: string): string {
  if (code === 10059) return `the bucket \`${bucket}\` is gone`
  if (code === 10039 || code === 10076) return withoutJetStream
  if (code === 10054) return `an entry is larger than the bucket \`${bucket}\` allows`
  if ([10023, 10028, 10047, 10077, 10122].includes(code)) return `the server has no room left for the bucket \`${bucket}\` (${message})`
  if (code === 10008 || code === 10009) return 'JetStream is not ready on the server: its cluster has no leader'
  return `JetStream refuses (${message}, code ${code})`
}
