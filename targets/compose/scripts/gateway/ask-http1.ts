import { request as makeRequest } from 'node:http'
import type { Socket } from 'node:net'
import type { Exchange, Headers } from './exchange.js'
import { endToEnd } from './headers.js'
import { maxHeaderSize } from './limits.js'

/**
 * Puts a request to a service by HTTP/1.1, on a connection of its own, and passes the answer on as it comes.
 * `fail` is called where there is no answer.
 */
export function askHttp1(exchange: Exchange, socket: Socket, target: string, given: Headers, fail: (error: Error) => void): void {
  const { method, body, hasBody } = exchange
  const headers: Headers = { ...given, connection: given['te'] === undefined ? 'close' : 'close, te' }
  const isChunked = hasBody && headers['content-length'] === undefined
  if (isChunked) headers['transfer-encoding'] = 'chunked'
  else if (!hasBody && /^(POST|PUT|PATCH)$/.test(method)) headers['content-length'] = '0'
  const request = makeRequest({ createConnection: () => socket, method, path: target, headers, setHost: false, maxHeaderSize })

  request.on('continue', () => exchange.inform(100, {}))
  request.on('information', ({ statusCode, headers: hints }) => {
    if (statusCode === 103) exchange.inform(103, endToEnd(hints))
  })
  request.on('response', (answer) => {
    try {
      exchange.begin({ status: answer.statusCode ?? 502, reason: answer.statusMessage, headers: endToEnd(answer.headers) })
    } catch (error) {
      // what one version of HTTP lets pass, the other may refuse
      fail(error instanceof Error ? error : new Error(String(error)))
      request.destroy()
      return
    }
    answer.pipe(exchange.sink, { end: false })
    answer.on('end', () => exchange.finish(endToEnd(answer.trailers)))
    answer.on('error', () => exchange.abort())
    answer.on('close', () => {
      if (!answer.complete) exchange.abort()
    })
  })
  request.on('error', (error) => {
    if (!exchange.isBegun()) fail(error)
  })
  exchange.onEnd(() => request.destroy())

  if (!hasBody) {
    request.end()
    return
  }
  // sends the head at once, and in the encoding of headers; `flushHeaders` would take UTF-8
  request.write('', 'latin1')
  body.pipe(request, { end: false })
  body.on('end', () => {
    if (isChunked) request.addTrailers(endToEnd(exchange.trailers()))
    request.end()
  })
}
