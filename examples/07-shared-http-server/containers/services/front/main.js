// The one HTTP server: takes every request on port 8080 and hands it to the handler whose path it is. Handlers register on port 8081.
import { request as ask, createServer } from 'node:http'
import { closeOnSignal } from '../lib/close-on-signal.js'
import { keepRoutes } from '../lib/keep-routes.js'

const routes = keepRoutes()

const front = createServer((request, response) => {
  const handler = routes.next(request.url.split('?', 1)[0])
  if (handler === undefined) return answer(response, 404, { error: 'no application has this path', paths: routes.paths() })
  const { host, port } = handler
  const { method, url: path, headers } = request
  // a connection of its own for each request: one that was kept might end in a handler that is gone
  const forwarded = ask({ host, port, method, path, headers, agent: false }, (reply) => {
    response.writeHead(reply.statusCode, reply.headers)
    reply.pipe(response)
  })
  forwarded.on('error', () => {
    // the client went away, which says nothing of the handler
    if (response.destroyed) return
    routes.remove(handler)
    if (response.headersSent) response.destroy()
    else answer(response, 502, { error: 'the application behind this path does not answer' })
  })
  response.on('close', () => {
    if (!response.writableFinished) forwarded.destroy()
  })
  request.pipe(forwarded)
})

// PUT /<port>/<path>: the handler of this path listens on this port of whoever sends the request. It repeats that for as long as it lives.
const registry = createServer((request, response) => {
  const [, port, path] = /^\/(\d+)(\/.+)$/.exec(request.url) ?? []
  if (request.method === 'PUT' && path !== undefined) routes.add({ path, host: request.socket.remoteAddress, port: Number(port) })
  answer(response, 200, { paths: routes.paths() })
})

front.listen(8080)
registry.listen(8081)
closeOnSignal(front, registry)

function answer(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(body)}\n`)
}
