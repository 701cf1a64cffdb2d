import {
  createServer as createHttp1,
  type IncomingMessage,
  request as makeRequest,
  type RequestListener,
  type RequestOptions,
} from 'node:http'
import { type ClientHttp2Session, connect, createServer as createHttp2, type IncomingHttpHeaders, type ServerHttp2Stream } from 'node:http2'
import { type AddressInfo, createServer, connect as open, type Server, type Socket } from 'node:net'
import type { GatewayRoute } from '../../../targets/compose/gateway/gateway-route.js'
import { makeGateway } from '../../../targets/compose/scripts/gateway/make-gateway.js'

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
  readonly trailers: IncomingHttpHeaders
}

/** A gateway in this process, services behind it, and clients of it; everything ends with `end`. */
export interface ProxyBed {
  readonly port: number
  readonly log: string[]
  /** Starts a service that speaks HTTP/1.1; gives its port. */
  http1(listener: RequestListener): Promise<number>
  /** Starts a service that speaks HTTP/2 without TLS; gives its port. */
  http2(listener: (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => void): Promise<number>
  /** Starts a service that is handed bare connections; gives its port. */
  tcp(listener: (socket: Socket) => void): Promise<number>
  ask(options: RequestOptions, body?: string | Buffer): Promise<Answer>
  /** Sends bytes as they stand, and gives all that comes back until the connection ends. */
  raw(text: string): Promise<string>
  session(): ClientHttp2Session
  /** Gives the number of connections that the gateway holds with its clients. */
  connections(): Promise<number>
  end(): void
}

/** Runs a test with a gateway whose routes are known once its services run; they are at 127.0.0.1 whatever they are called. */
export async function withGateway(
  routes: (bed: Pick<ProxyBed, 'http1' | 'http2' | 'tcp'>) => Promise<readonly (Partial<GatewayRoute> & { port: number })[]>,
  test: (bed: ProxyBed) => Promise<void>,
): Promise<void> {
  const servers: Server[] = []
  const sockets = new Set<Socket>()
  const sessions: ClientHttp2Session[] = []
  const log: string[] = []
  const listen = async (server: Server, tracks = true): Promise<number> => {
    servers.push(server)
    if (tracks) server.on('connection', (socket: Socket) => sockets.add(socket.on('error', () => {})))
    await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
    return (server.address() as AddressInfo).port
  }
  const services = {
    http1: (listener: RequestListener) => listen(createHttp1(listener)),
    http2: (listener: (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => void) =>
      listen(
        createHttp2().on('stream', (stream, headers) => {
          stream.on('error', () => {})
          listener(stream, headers)
        }),
      ),
    tcp: (listener: (socket: Socket) => void) => listen(createServer(listener)),
  }
  const end = (): void => {
    for (const session of sessions) session.destroy()
    for (const server of servers) server.close()
    for (const socket of sockets) socket.destroy()
  }
  try {
    const list = (await routes(services)).map((route): GatewayRoute => ({ path: '/', match: 'prefix', service: '127.0.0.1', ...route }))
    const { server } = makeGateway(list, { log: (line) => log.push(line) })
    const port = await listen(server)
    const connections = (): Promise<number> => new Promise((done) => void server.getConnections((_, count) => done(count)))
    await test({
      port,
      log,
      ...services,
      ask: (options, body) => ask(port, options, body),
      raw: (text) => raw(port, text),
      session,
      connections,
      end,
    })
    function session(): ClientHttp2Session {
      const made = connect(`http://127.0.0.1:${port}`)
      made.on('error', () => {})
      sessions.push(made)
      return made
    }
  } finally {
    end()
  }
}

/** Gives all text of a stream. */
export async function textOf(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

/** Asks by HTTP/2 and gives the whole answer. */
export async function ask2(session: ClientHttp2Session, headers: Record<string, string>, body?: string): Promise<Answer> {
  const stream = session.request({ ':path': '/', ...headers }, { endStream: body === undefined })
  let trailers: IncomingHttpHeaders = {}
  stream.on('trailers', (received: IncomingHttpHeaders) => {
    trailers = received
  })
  if (body !== undefined) stream.end(body)
  const [answered] = await Promise.all([
    new Promise<IncomingHttpHeaders & { ':status'?: number }>((done, fail) => void stream.on('response', done).on('error', fail)),
  ])
  const text = await textOf(stream)
  return { status: answered[':status'] ?? 0, headers: answered, body: text, trailers }
}

function ask(port: number, options: RequestOptions, body?: string | Buffer): Promise<Answer> {
  return new Promise((done, fail) => {
    const request = makeRequest({ host: '127.0.0.1', port, agent: false, ...options }, async (answer: IncomingMessage) => {
      try {
        const text = await textOf(answer)
        done({ status: answer.statusCode ?? 0, headers: answer.headers, body: text, trailers: answer.trailers as IncomingHttpHeaders })
      } catch (error) {
        fail(error)
      }
    })
    request.on('error', fail)
    request.end(body)
  })
}

function raw(port: number, text: string): Promise<string> {
  return new Promise((done, fail) => {
    const socket = open(port, '127.0.0.1', () => socket.write(text, 'latin1'))
    textOf(socket).then(done, fail)
  })
}
