// The front of the shop. Its page tells what the platform has given it, so that whoever reads the manifest can compare.
import { createSocket } from 'node:dgram'
import { createServer } from 'node:http'
import { parseArgs } from 'node:util'
import { buildStyles } from './src/build-styles.js'
import { collectFacts } from './src/collect-facts.js'
import { serveHealth } from './src/serve-health.js'

const { values } = parseArgs({ options: { listen: { type: 'string' }, title: { type: 'string' } } })
const [host, port] = values.listen.split(':')

const server = createServer(async (request, response) => {
  if (request.url === '/healthz') return response.end('ok\n')
  if (request.url === '/site.css') return response.setHeader('content-type', 'text/css').end(buildStyles())
  response.setHeader('content-type', 'application/json').end(`${JSON.stringify(await collectFacts(values.title))}\n`)
}).listen(port, host)

const health = serveHealth(9090)
const metrics = createSocket('udp4').bind(8125)

process.once('SIGINT', () => {
  for (const one of [server, health, metrics]) one.close()
  setTimeout(process.exit, 1000, 0).unref()
})
