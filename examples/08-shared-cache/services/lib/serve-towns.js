import { createServer } from 'node:http'
import { connectRedis } from './connect-redis.js'

/** Serves `GET /<path>/<town>` on port 8080: `answer(cache, town)` gives what is sent as JSON. */
export function serveTowns(path, answer) {
  const { CONNECTION_CACHE_HOST: host, CONNECTION_CACHE_PORT: port } = process.env
  const cache = connectRedis({ host, port })

  const server = createServer(async (request, response) => {
    // without the cache it is slower, and ready all the same
    if (request.url === '/healthz') return response.end()
    const [first, town, ...more] = request.url.split('/').slice(1)
    const isKnown = `/${first}` === path && town && more.length === 0
    const body = isKnown ? await answer(cache, town) : { error: `ask for ${path}/<town>` }
    response.writeHead(isKnown ? 200 : 404, { 'content-type': 'application/json' }).end(`${JSON.stringify(body)}\n`)
  })
  server.listen(8080)
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => process.exit(0))
}
