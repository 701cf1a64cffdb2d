import { type IncomingMessage, request as makeRequest, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import type { GatewayRoute } from '../../gateway/gateway-route.js'
import type { Connector } from './connect.js'
import type { Headers } from './exchange.js'
import { hangUp } from './hang-up.js'
import { endToEnd, requestHeaders } from './headers.js'
import { maxHeaderSize } from './limits.js'
import { noAnswer, notFound, type Page } from './pages.js'
import { type Router, rewriteTarget } from './router.js'

/** Serves a request to change the protocol of a connection (WebSocket and others): puts it to the service, and where that agrees joins the two connections. */
export async function tunnel(
  { router, routes, connect, log }: { router: Router; routes: readonly GatewayRoute[]; connect: Connector; log: (line: string) => void },
  asked: IncomingMessage,
  client: Duplex,
  head: Buffer,
): Promise<void> {
  const { method = 'GET', url = '/', headers } = asked
  const authority = headers.host
  const route = router(authority, url)
  if (route === undefined) return refuse(client, notFound(routes, authority, url))
  const { service, port } = route
  const fail = (error: Error): void => {
    if (client.destroyed) return
    log(`${method} ${url}: ${service}:${port}: ${error.message}`)
    refuse(client, noAnswer(route, error))
  }
  try {
    const socket = await connect(service, port)
    if (client.destroyed) return void socket.destroy()
    client.once('close', () => socket.destroy())
    const exchange = { headers, authority, address: asked.socket.remoteAddress ?? '' }
    const request = makeRequest({
      createConnection: () => socket,
      method,
      path: rewriteTarget(route, url),
      headers: { ...requestHeaders(exchange, `${service}:${port}`), connection: 'Upgrade', upgrade: headers.upgrade },
      setHost: false,
      maxHeaderSize,
    })
    request.on('upgrade', (answer, upstream, first) => {
      const { upgrade } = answer.headers
      client.write(headOf(answer, { ...endToEnd(answer.headers), connection: 'Upgrade', ...(upgrade !== undefined && { upgrade }) }))
      if (first.length > 0) client.write(first)
      if (head.length > 0) upstream.write(head)
      upstream.pipe(client)
      client.pipe(upstream)
      upstream.once('close', () => client.destroy())
    })
    // the service does not want to: its answer is an ordinary one, and the last of this connection
    request.on('response', (answer) => {
      client.write(headOf(answer, { ...endToEnd(answer.headers), connection: 'close' }))
      answer.pipe(client, { end: false })
      answer.on('end', () => hangUp(client))
      answer.on('error', () => client.destroy())
    })
    request.on('error', fail)
    request.end()
  } catch (error) {
    fail(error instanceof Error ? error : new Error(String(error)))
  }
}

function refuse(client: Duplex, { status, headers, text }: Page): void {
  if (!client.writable) return
  const all = { ...headers, 'content-length': `${Buffer.byteLength(text)}`, connection: 'close' }
  hangUp(client, `${headOf({ statusCode: status }, all)}${text}`)
}

function headOf({ statusCode = 502, statusMessage }: Pick<IncomingMessage, 'statusCode' | 'statusMessage'>, headers: Headers): string {
  const lines = Object.entries(headers).flatMap(([name, value]) => [value ?? []].flat().map((text) => `${name}: ${text}\r\n`))
  return `HTTP/1.1 ${statusCode} ${statusMessage || STATUS_CODES[statusCode] || ''}\r\n${lines.join('')}\r\n`
}
