import { createServer as createHttp1, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createHttp2 } from 'node:http2'
import { createServer, type Server } from 'node:net'
import type { Duplex } from 'node:stream'
import type { GatewayRoute } from '../../gateway/gateway-route.js'
import { askHttp1 } from './ask-http1.js'
import { askHttp2 } from './ask-http2.js'
import { type Connector, makeConnector } from './connect.js'
import type { Exchange } from './exchange.js'
import { hangUp } from './hang-up.js'
import { isGrpc, requestHeaders } from './headers.js'
import { http1Exchange } from './http1-exchange.js'
import { http2Exchange } from './http2-exchange.js'
import { maxHeaderSize } from './limits.js'
import { badRequest, noAnswer, notFound, show } from './pages.js'
import { peek } from './peek.js'
import { makeRouter, rewriteTarget } from './router.js'
import { tunnel } from './tunnel.js'
import { withoutUpgrade } from './without-upgrade.js'

/** A server of all routes, and how many requests it is busy with. */
export interface Gateway {
  /** Speaks HTTP/1.1 and, with prior knowledge, HTTP/2, both without TLS. */
  readonly server: Server
  busy(): number
}

/** Makes a gateway; `connect` opens connections to services, and `log` is told of those that fail. */
export function makeGateway(
  routes: readonly GatewayRoute[],
  { connect = makeConnector(), log = () => {} }: { readonly connect?: Connector; readonly log?: (line: string) => void } = {},
): Gateway {
  const router = makeRouter(routes)
  let busy = 0

  async function serve(exchange: Exchange): Promise<void> {
    const { method, target, authority } = exchange
    let isOver = false
    busy++
    exchange.onEnd(() => {
      isOver = true
      busy--
    })
    if (method === 'OPTIONS' && target === '*') return show(exchange, { status: 200, grpc: 0, headers: {}, text: '' })
    const route = router(authority, target)
    if (route === undefined) return show(exchange, notFound(routes, authority, target))
    const { service, port } = route
    const fail = (error: Error): void => {
      if (isOver || exchange.isBegun()) return
      log(`${method} ${authority ?? ''}${target}: ${service}:${port}: ${error.message}`)
      show(exchange, noAnswer(route, error))
    }
    const socket = await connect(service, port).catch(fail)
    if (!socket) return
    // a call by gRPC has no other way, whatever the manifest says of the port
    const ask = route.http2 || isGrpc(exchange) ? askHttp2 : askHttp1
    try {
      if (isOver) socket.destroy()
      else ask(exchange, socket, rewriteTarget(route, target), requestHeaders(exchange, `${service}:${port}`), fail)
    } catch (error) {
      // Node refuses some targets and headers that a client may send
      socket.destroy()
      if (!exchange.isBegun()) show(exchange, badRequest(error instanceof Error ? error : new Error(String(error))))
    }
  }

  const http1 = createHttp1({ maxHeaderSize, requestTimeout: 0, keepAliveTimeout: 75_000 })
  const take = (request: IncomingMessage, response: ServerResponse): void => void serve(http1Exchange(request, response))
  http1.on('request', take)
  http1.on('checkContinue', take)
  http1.on('upgrade', (request: IncomingMessage, client: Duplex, head: Buffer) => {
    if (withoutUpgrade(http1, request, client, head)) return
    request.socket.setTimeout(0)
    busy++
    client.once('close', () => busy--)
    void tunnel({ router, routes, connect, log }, request, client, head)
  })
  http1.on('connect', (_, client: Duplex) => hangUp(client, 'HTTP/1.1 405 Method Not Allowed\r\nconnection: close\r\n\r\n'))

  const http2 = createHttp2({ maxSessionMemory: 64, settings: { initialWindowSize: 1024 * 1024 } })
  http2.on('stream', (stream, headers) => void serve(http2Exchange(stream, headers)))
  http2.on('sessionError', () => {})

  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    // who goes away in the midst is told by `close`
    socket.on('error', () => {})
    peek(socket, (isHttp2) => {
      // a client of HTTP/1.1 may end its side and still read; one of HTTP/2 has gone
      socket.allowHalfOpen = !isHttp2
      ;(isHttp2 ? http2 : http1).emit('connection', socket)
    })
  })
  return { server, busy: () => busy }
}
