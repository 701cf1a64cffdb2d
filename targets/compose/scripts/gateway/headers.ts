import type { Exchange, Headers } from './exchange.js'

/** Headers that are about one connection and never go further (RFC 9110, section 7.6.1). */
const ofConnection = new Set([
  'connection',
  'http2-settings',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/** Gives the headers that go on to the other side; pseudo-headers of HTTP/2 are left out as well. */
export function endToEnd(headers: Headers): Headers {
  const named = (headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase())
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !ofConnection.has(name) && !named.includes(name) && !name.startsWith(':')),
  )
}

/**
 * Gives the headers of a request as the service gets them: with the host that was asked for (`own` where none was), and who asked how (`X-Forwarded-*`).
 * What a proxy in front has said of protocol and host stays.
 */
export function requestHeaders(exchange: Pick<Exchange, 'headers' | 'address' | 'authority'>, own: string): Headers {
  const headers = endToEnd(exchange.headers)
  const { address, authority = own } = exchange
  return {
    ...headers,
    host: authority,
    // gRPC asks for it, and some servers send trailers only then
    ...(/\btrailers\b/i.test(String(exchange.headers.te ?? '')) && { te: 'trailers' }),
    'x-forwarded-for': [headers['x-forwarded-for'], address.replace(/^::ffff:/, '')].flat().filter(Boolean).join(', '),
    'x-forwarded-proto': headers['x-forwarded-proto'] ?? 'http',
    'x-forwarded-host': headers['x-forwarded-host'] ?? authority,
  }
}

/** Tells whether a request is a call by gRPC, whose errors have a form of their own. */
export function isGrpc({ headers }: Pick<Exchange, 'headers'>): boolean {
  return /^application\/grpc(?!-web)/.test(headers['content-type'] ?? '')
}
