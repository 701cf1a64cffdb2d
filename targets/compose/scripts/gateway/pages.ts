import type { GatewayRoute } from '../../gateway/gateway-route.js'
import type { Exchange, Headers } from './exchange.js'
import { grpcMessage } from './grpc-message.js'
import { isGrpc } from './headers.js'

/** An answer of the gateway itself. */
export interface Page {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The same as a status of gRPC (grpc/grpc, statuscodes). */
  readonly grpc: number
}

/** Says which routes there are to somebody whose request has none. */
export function notFound(routes: readonly GatewayRoute[], authority: string | undefined, target: string): Page {
  const list = routes.map((route) => `  ${addressOf(route)} -> ${route.service}:${route.port}\n`)
  const host = routes.find((route) => route.host !== undefined)?.host?.replace('*', 'www')
  const hint =
    host === undefined
      ? ''
      : `\nTo reach a host from this machine, name it in a header (curl -H 'Host: ${host}' ...) or put .localhost behind it (http://${host}.localhost:<port>/).\n`
  return page(404, 12, `No route leads from ${authority ?? ''}${target.replace(/[?#].*$/s, '')}. The routes are:\n${list.join('')}${hint}`)
}

/** Says which service should have answered, and why it has not. */
export function noAnswer({ service, port }: GatewayRoute, error: Error): Page {
  return page(502, 14, `The service ${service} does not answer on port ${port}: ${error.message}\n`)
}

/** Says that a request is none that can be passed on. */
export function badRequest(error: Error): Page {
  return page(400, 3, `This request cannot be passed on: ${error.message}\n`)
}

/** Answers with a page; a call by gRPC gets it as a status, which its client understands. */
export function show(exchange: Exchange, { status, headers, text, grpc }: Page): void {
  if (isGrpc(exchange)) {
    const message = grpcMessage(text.trim())
    exchange.begin({
      status: 200,
      headers: { 'content-type': 'application/grpc', 'grpc-status': `${grpc}`, 'grpc-message': message },
      isWhole: true,
    })
  } else {
    exchange.begin({ status, headers: { ...headers, 'content-length': `${Buffer.byteLength(text)}` } })
    if (exchange.method !== 'HEAD') exchange.sink.write(text)
  }
  exchange.finish({})
}

/** Gives a route as a line of text. */
export function addressOf({ host, path, match, name }: GatewayRoute): string {
  const more = match === 'exact' || path.endsWith('/') ? '' : match === 'prefix' ? '[/...]' : '...'
  return `${host ?? '*'}${path}${more}${name === undefined ? '' : ` (${name})`}`
}

function page(status: number, grpc: number, text: string): Page {
  return { status, grpc, text, headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' } }
}
