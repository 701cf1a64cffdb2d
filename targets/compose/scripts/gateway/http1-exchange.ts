import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Exchange } from './exchange.js'

/** Gives the exchange of a request that came by HTTP/1.1 or 1.0. */
export function http1Exchange(request: IncomingMessage, response: ServerResponse): Exchange {
  const { headers, method = 'GET', url = '/' } = request
  const { authority, target } = partsOf(url, headers.host)
  const expects = headers.expect !== undefined
  let wasInformed = false
  // who goes away is told by `close`
  request.on('error', ignore)
  response.on('error', ignore)
  return {
    method,
    target,
    authority,
    headers,
    address: request.socket.remoteAddress ?? '',
    hasBody: headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0,
    body: request,
    sink: response,
    trailers: () => request.trailers,
    inform(status, hints) {
      if (response.headersSent || request.httpVersion === '1.0') return
      if (status === 100) {
        wasInformed = true
        response.writeContinue()
      } else if (hints['link'] !== undefined) response.writeEarlyHints({ link: hints['link'] })
    },
    isBegun: () => response.headersSent,
    begin({ status, reason, headers: answered }) {
      // the asker may or may not send the body that nobody wanted
      const ending = expects && !wasInformed ? { connection: 'close' } : {}
      const isPlain = reason !== undefined && /^[\t -~\x80-\xff]+$/.test(reason)
      if (isPlain) response.writeHead(status, reason, { ...answered, ...ending })
      else response.writeHead(status, { ...answered, ...ending })
      // sends the head at once, and in the encoding of headers; `flushHeaders` would take UTF-8
      response.write('', 'latin1')
    },
    finish(trailers) {
      if (response.destroyed) return
      response.addTrailers(trailers)
      response.end()
      // what is left of the body would stand before the next request
      request.unpipe()
      request.resume()
    },
    abort: () => void request.socket.destroy(),
    onEnd: (listener) => void response.once('close', () => listener(response.writableFinished, undefined)),
  }
}

/** A target may be a whole URL, as clients of proxies write it (RFC 9112, section 3.2.2). */
function partsOf(url: string, host: string | undefined): { readonly authority: string | undefined; readonly target: string } {
  const [, authority, target = ''] = /^https?:\/\/([^/?#]*)(.*)$/is.exec(url) ?? []
  return authority === undefined
    ? { authority: host, target: url }
    : { authority: authority.replace(/^.*@/, ''), target: target.replace(/^(?!\/)/, '/') }
}

function ignore(): void {}
