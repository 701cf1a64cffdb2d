import { createServer } from 'node:http'

/** Where a service answers its own probe; nobody outside the container can ask. */
export const healthPort = 8090

/** Answers 200 while all `clients` are ready and 503 while one is not; gives the server. */
export function serveHealth(clients) {
  return createServer((_request, response) => {
    response.writeHead(clients.every((client) => client.isReady()) ? 200 : 503).end()
  }).listen(healthPort, '127.0.0.1')
}
