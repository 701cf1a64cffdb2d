import { createServer } from 'node:http2'

/** One message of gRPC: not compressed, two bytes long, field 1 (`status`) is 1 (`SERVING`). */
const serving = Buffer.of(0, 0, 0, 0, 2, 0x08, 0x01)

/** Answers every call on a port as the gRPC health protocol does for a service that is ready; gives the server. */
export function serveHealth(port) {
  const server = createServer()
  server.on('stream', (stream) => {
    stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true })
    stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }))
    stream.end(serving)
  })
  return server.listen(port)
}
