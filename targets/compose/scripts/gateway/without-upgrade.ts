import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'

const left = /^(upgrade|connection|http2-settings)$/i

/**
 * Some clients offer HTTP/2 with each request (`Upgrade: h2c`), which a server may pass over (RFC 9110, section 7.8): gives the request back to the server
 * without the offer. Tells whether it was such a request.
 */
export function withoutUpgrade(server: Server, request: IncomingMessage, client: Duplex, rest: Buffer): boolean {
  const { method, url, rawHeaders, headers } = request
  if (!/^h2c?\b/i.test(headers.upgrade ?? '')) return false
  const lines = rawHeaders.flatMap((name, index) =>
    index % 2 === 0 && !left.test(name) ? [`${name}: ${rawHeaders[index + 1] ?? ''}\r\n`] : [],
  )
  const head = Buffer.from(`${method} ${url} HTTP/${request.httpVersion}\r\n${lines.join('')}\r\n`, 'latin1')
  client.unshift(Buffer.concat([head, rest]))
  server.emit('connection', client)
  return true
}
