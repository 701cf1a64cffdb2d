import type { IncomingMessage, ServerResponse } from 'node:http'
import type { IncomingHttpHeaders, ServerHttp2Stream } from 'node:http2'
import { grpcMessage } from '../gateway/grpc-message.js'

/** A message of gRPC's health protocol: one byte for compression, four for the length, and field 1 of the answer, 1 for `SERVING` (grpc/grpc, health checking). */
const serving = Buffer.from([0, 0, 0, 0, 2, 8, 1])

/** Says who stands there, by HTTP/1.1. */
export function answerHttp1(name: string, request: IncomingMessage, response: ServerResponse): void {
  const body = bodyOf(name, request.method, request.url)
  response.on('error', ignore)
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body)
  request.resume()
}

/** Says who stands there, by HTTP/2: a call by gRPC has the status UNIMPLEMENTED (12), a question after its health SERVING (gRPC status codes; health checking protocol). */
export function answerHttp2(name: string, stream: ServerHttp2Stream, headers: IncomingHttpHeaders): void {
  const { ':method': method, ':path': path = '' } = headers
  stream.on('error', ignore)
  stream.resume()
  if (!/^application\/grpc/.test(headers['content-type'] ?? '')) {
    stream.respond({ ':status': 200, 'content-type': 'application/json' })
    stream.end(bodyOf(name, method, path))
    return
  }
  const type = { ':status': 200, 'content-type': 'application/grpc' }
  if (path === '/grpc.health.v1.Health/Check' || path === '/grpc.health.v1.Health/Watch') {
    stream.respond(type, { waitForTrailers: true })
    stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }))
    stream.write(serving)
    // whoever watches is told of changes, and there are none
    if (path.endsWith('Check')) stream.end()
    return
  }
  const message = grpcMessage(`a stub stands in for ${name}`)
  stream.respond({ ...type, 'grpc-status': '12', 'grpc-message': message }, { endStream: true })
}

function bodyOf(name: string, method: string | undefined, path: string | undefined): string {
  const [application, component] = name.split('/')
  return `${JSON.stringify({ stub: true, application, component, method, path })}\n`
}

function ignore(): void {}
