import { connect, constants, type IncomingHttpHeaders } from 'node:http2'
import type { Socket } from 'node:net'
import type { Exchange, Headers } from './exchange.js'
import { endToEnd } from './headers.js'

/**
 * Puts a request to a service by HTTP/2 without TLS, on a connection of its own, so that calls take turns among its copies, and passes the answer on as it comes.
 * `fail` is called where there is no answer.
 */
export function askHttp2(exchange: Exchange, socket: Socket, target: string, given: Headers, fail: (error: Error) => void): void {
  const { method, body, hasBody } = exchange
  const { host, ...headers } = given
  const authority = String(host ?? 'localhost')
  const session = connect('http://service', { createConnection: () => socket })
  session.on('error', (error) => {
    if (!exchange.isBegun()) fail(error)
  })
  const stream = session.request(
    { ':method': method, ':path': target, ':scheme': 'http', ':authority': authority, ...headers },
    { endStream: !hasBody, waitForTrailers: hasBody },
  )
  let trailers: Headers = {}
  let isAnswered = false
  const finish = (): void => {
    isAnswered = true
    exchange.finish(endToEnd(trailers))
    // the rest of the request is not wanted any more
    if (!stream.writableEnded) stream.close(constants.NGHTTP2_NO_ERROR)
  }

  stream.on('continue', () => exchange.inform(100, {}))
  stream.on('headers', (hints: IncomingHttpHeaders & { readonly ':status'?: number }) => {
    if (hints[':status'] === 103) exchange.inform(103, endToEnd(hints))
  })
  stream.on('response', ({ ':status': status = 502, ...answered }, flags) => {
    const isWhole = (flags & constants.NGHTTP2_FLAG_END_STREAM) !== 0
    try {
      exchange.begin({ status, headers: endToEnd(answered), isWhole })
    } catch (error) {
      // what one version of HTTP lets pass, the other may refuse
      fail(error instanceof Error ? error : new Error(String(error)))
      stream.close(constants.NGHTTP2_CANCEL)
      return
    }
    stream.pipe(exchange.sink, { end: false })
  })
  stream.on('trailers', (received: IncomingHttpHeaders) => {
    trailers = received
  })
  stream.on('end', () => {
    if (exchange.isBegun()) finish()
  })
  stream.on('wantTrailers', () => stream.sendTrailers(endToEnd(exchange.trailers())))
  stream.on('error', (error) => {
    if (!exchange.isBegun()) fail(error)
  })
  stream.on('close', () => {
    session.close()
    if (isAnswered) return
    if (exchange.isBegun()) exchange.abort(stream.rstCode)
    else fail(new Error(`it ended the request without an answer (HTTP/2 code ${stream.rstCode})`))
  })
  exchange.onEnd((isComplete, code) => {
    if (!isComplete) stream.close(code || constants.NGHTTP2_CANCEL)
  })
  if (hasBody) body.pipe(stream)
}
