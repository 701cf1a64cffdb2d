import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import type { GatewayRoute } from '../gateway/gateway-route.js'
import { makeGateway } from './gateway/make-gateway.js'
import { addressOf } from './gateway/pages.js'

/** Milliseconds that requests have to end once the gateway is asked to end. */
const patience = 3_000

/**
 * The reverse proxy of all routes: `node gateway.js <port> <file of routes>` serves them, `node gateway.js check <port>` ends with 0 where such a server answers.
 */
const [first = '', second = ''] = process.argv.slice(2)
if (first === 'check') check(Number(second))
else serve(Number(first), JSON.parse(readFileSync(second, 'utf8')))

function serve(port: number, routes: readonly GatewayRoute[]): void {
  const { server, busy } = makeGateway(routes, { log: (line) => console.error(line) })
  server.on('error', (error) => {
    console.error(error.message)
    process.exit(1)
  })
  server.listen(port, () => {
    for (const route of routes) console.log(`${addressOf(route)} -> ${route.service}:${route.port}`)
  })
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      server.close()
      setTimeout(() => process.exit(), patience).unref()
      setInterval(() => busy() === 0 && process.exit(), 20)
    })
  }
  // each connection stands by itself: a fault in one is no reason to end the others
  process.on('uncaughtException', (error) => console.error(error))
}

/** `OPTIONS *` asks the server itself, and no route can claim it (RFC 9110, section 9.3.7). */
function check(port: number): void {
  request({ host: '127.0.0.1', port, method: 'OPTIONS', path: '*', timeout: 2_000 }, ({ statusCode }) =>
    process.exit(statusCode === 200 ? 0 : 1),
  )
    .on('timeout', () => process.exit(1))
    .on('error', () => process.exit(1))
    .end()
}
