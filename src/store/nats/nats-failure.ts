import { errors } from '@nats-io/transport-node'
import { Failure, systemCode } from '../../failure.js'
import type { NatsAddress } from './nats-address.js'

/** Gives in plain words why a NATS server could not be reached or did not do what was asked: one line, without a password. Nothing where the error is none of its own. */
export function natsFailure({ url, server }: Pick<NatsAddress, 'url' | 'server'>, error: unknown): Failure | undefined {
  for (const cause of causes(error)) {
    const why = reason(cause, server)
    if (why !== undefined) return new Failure(3, `${url}: ${why}`)
  }
  return undefined
}

/** Gives an error and what caused it, the error first. */
export function causes(error: unknown): readonly Error[] {
  const found: Error[] = []
  for (let next = error; next instanceof Error && found.length < 8; next = next.cause) found.push(next)
  return found
}

function reason(error: Error, server: string): string | undefined {
  if (error instanceof errors.PermissionViolationError)
    return `the user may not ${error.operation} \`${error.subject}\`: give it that permission on the server`
  if (error instanceof errors.UserAuthenticationExpiredError) return 'the credentials have expired: make new ones'
  if (error instanceof errors.AuthorizationError)
    return 'the server does not accept the user: check user and password, token, or the file of credentials (NATS_CREDS, NATS_NKEY, NATS_USER …)'
  if (/^server does not support 'tls'/.test(error.message)) return `the server at ${server} offers no TLS`
  if (error instanceof errors.NoRespondersError) return 'nobody on the server answers to this request'
  const code = systemCode(error) ?? ('code' in error && typeof error.code === 'string' ? error.code : undefined)
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return `the server's certificate is for another name than ${server.replace(/:\d+$/, '')}`
  if (code !== undefined && tlsCodes.test(code))
    return `the server's certificate is not accepted (${code}): name the right authority in NATS_CA or ?ca=<file>`
  if (/certificate required|bad certificate|unknown ca/i.test(error.message)) return withoutCertificate
  if (code !== undefined && Object.hasOwn(systemReasons, code)) return `cannot reach ${server}: ${systemReasons[code]}`
  if (error.message === 'connection refused') return `cannot reach ${server}: ${systemReasons['ECONNREFUSED']}`
  if (error instanceof errors.TimeoutError) return `${server} did not answer in time`
  if (error instanceof errors.ConnectionError || error instanceof errors.ClosedConnectionError)
    return `no connection to ${server}: ${error.message.toLowerCase()}`
  if (code !== undefined && /^E[A-Z]+$/.test(code)) return `cannot reach ${server}: the system says ${code}`
  return undefined
}

/** What is said where the server wants to know the client by a certificate. */
export const withoutCertificate =
  'the server does not accept this client: give a certificate in NATS_CERT and NATS_KEY, or ?cert=<file>&key=<file>'

const tlsCodes = /CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL|ERR_OSSL/

const systemReasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody listens there',
  ECONNRESET: 'the server closed the connection',
  EPIPE: 'the server closed the connection',
  ENOTFOUND: 'no such host',
  EAI_AGAIN: 'the name of the host cannot be looked up',
  EHOSTUNREACH: 'no way leads to that host',
  ENETUNREACH: 'no way leads to that network',
  ETIMEDOUT: 'it does not answer',
}
