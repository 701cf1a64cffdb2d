import { constants, type IncomingHttpHeaders, type ServerHttp2Stream } from 'node:http2'
import type { Exchange, Headers } from './exchange.js'

/** Gives the exchange of a request that came by HTTP/2. */
export function http2Exchange(stream: ServerHttp2Stream, headers: IncomingHttpHeaders): Exchange {
  let requestTrailers: Headers = {}
  let trailers: Headers = {}
  let isFinished = false
  stream.on('trailers', (received: IncomingHttpHeaders) => {
    requestTrailers = received
  })
  stream.on('wantTrailers', () => {
    stream.sendTrailers(trailers)
    if (!stream.readableEnded) setImmediate(stopListening)
  })
  // what goes wrong with one stream is told by `close`
  stream.on('error', ignore)
  const cookie = headers.cookie
  /** The rest of a request that is answered already is not wanted (RFC 9113, section 8.1). */
  const stopListening = (): void => void (stream.readableEnded || stream.close(constants.NGHTTP2_NO_ERROR))
  return {
    method: headers[':method'] ?? 'GET',
    target: headers[':path'] ?? '/',
    authority: headers[':authority'] ?? headers['host'],
    // HTTP/2 may send a cookie in pieces (RFC 9113, section 8.2.3)
    headers: Array.isArray(cookie) ? { ...headers, cookie: cookie.join('; ') } : headers,
    address: stream.session?.socket.remoteAddress ?? '',
    hasBody: !stream.endAfterHeaders,
    body: stream,
    sink: stream,
    trailers: () => requestTrailers,
    inform(status, hints) {
      if (stream.headersSent || stream.destroyed) return
      stream.additionalHeaders({ ':status': status, ...(status === 103 ? hints : {}) })
    },
    isBegun: () => stream.headersSent,
    begin({ status, headers: answered, isWhole = false }) {
      if (stream.destroyed) return
      if (isWhole) isFinished = true
      // a stream that does not wait for trailers would end in order where it is aborted
      stream.respond({ ':status': status, ...answered }, isWhole ? { endStream: true } : { waitForTrailers: true })
    },
    finish(answered) {
      isFinished = true
      if (stream.destroyed) return
      trailers = answered
      stream.end()
      if (stream.readableEnded) return
      stream.unpipe()
      stream.resume()
      if (stream.writableFinished) stopListening()
    },
    abort: (code = constants.NGHTTP2_INTERNAL_ERROR) => stream.close(code),
    onEnd: (listener) =>
      void stream.once('close', () => listener(isFinished && stream.rstCode === constants.NGHTTP2_NO_ERROR, stream.rstCode)),
  }
}

function ignore(): void {}
