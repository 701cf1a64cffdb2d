import { type IncomingHttpHeaders, type RequestOptions, request as requestPlain } from 'node:http'
import { request as requestSafe } from 'node:https'
import type { Authority } from './authority.js'

/** A request to the API server. */
export interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** With its query, from the root of the server. */
  readonly path: string
  readonly type?: string
  readonly body?: string
}

/** What the API server answered. */
export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** No answer came. */
export class NoAnswer extends Error {
  /** The system's or TLS's code, `ECONNREFUSED`; `SLOW` where the time was over. */
  readonly code: string
  /** Whether the server may have got the request, and may have done what it asks. */
  readonly arrived: boolean

  constructor(code: string, arrived: boolean, message: string) {
    super(message)
    this.name = 'NoAnswer'
    this.code = code
    this.arrived = arrived
  }
}

/** Sends one request and gives the whole answer, whatever its status; throws `NoAnswer` where none came within `patience` milliseconds. */
export function send(
  server: string,
  { headers, agent }: Authority,
  { method, path, type, body }: Request,
  patience: number,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const base = new URL(server)
    const url = new URL(`${base.origin}${base.pathname.replace(/\/$/, '')}${path}`)
    const options: RequestOptions = {
      method,
      headers: {
        accept: 'application/json',
        'user-agent': 'mc',
        ...(body !== undefined && { 'content-type': type ?? 'application/json', 'content-length': Buffer.byteLength(body) }),
        ...headers,
      },
      ...(agent !== undefined && { agent }),
    }
    let arrived = false
    const fail = (code: string, message: string): void => {
      clearTimeout(timer)
      reject(new NoAnswer(code, arrived, message))
    }
    const sent = (url.protocol === 'http:' ? requestPlain : requestSafe)(url, options, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('error', (error) => fail(codeOf(error), error.message))
      answer.on('end', () => {
        clearTimeout(timer)
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts).toString('utf8') })
      })
    })
    const timer = setTimeout(() => {
      fail('SLOW', 'no answer in time')
      sent.destroy()
    }, patience)
    sent.on('socket', (socket) => {
      const under = () => {
        arrived = true
      }
      // over TLS nothing of the request goes out before the handshake is done
      if (!socket.connecting && !('secureConnecting' in socket && socket.secureConnecting === true)) under()
      else socket.once(url.protocol === 'http:' ? 'connect' : 'secureConnect', under)
    })
    sent.on('error', (error) => fail(codeOf(error), error.message))
    sent.end(body)
  })
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : 'ECONNRESET'
}
