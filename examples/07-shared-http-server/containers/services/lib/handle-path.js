import { request as ask, createServer } from 'node:http'
import { closeOnSignal } from './close-on-signal.js'

const port = 8080
const pause = 2000

/**
 * Serves one path of the shared HTTP server: `answer(words)` gets what follows the path, split at `/`, and gives what is sent as JSON.
 * It registers with the server over and over, so that either of the two may start again at any time.
 */
export function handlePath(path, answer) {
  let isRegistered = false

  const server = createServer((request, response) => {
    if (request.url === '/healthz') return response.writeHead(isRegistered ? 200 : 503).end()
    const words = request.url.split('?', 1)[0].slice(path.length).split('/').filter(Boolean)
    response.writeHead(200, { 'content-type': 'application/json' }).end(`${JSON.stringify(answer(words))}\n`)
  })

  const register = () => {
    const settle = (isDone) => {
      if (isDone !== isRegistered) console.log(isDone ? `registered ${path}` : `lost ${path}: the server does not answer`)
      isRegistered = isDone
    }
    const registration = ask(`${process.env.CONNECTION_FRONT_URL}/${port}${path}`, { method: 'PUT', timeout: pause })
    registration.on('response', (response) => settle(response.resume().statusCode === 200))
    registration.on('timeout', () => registration.destroy())
    registration.on('error', () => settle(false))
    registration.end()
  }

  server.listen(port, register)
  const timer = setInterval(register, pause)
  closeOnSignal(server, { close: () => clearInterval(timer) })
}
