import { createServer } from 'node:http'
import { connectPostgres } from './connect-postgres.js'

/**
 * Serves one path on port 8080: GET answers what `list(query)` gives, POST hands its JSON to `add(query, entry)`, which gives undefined where it is no entry.
 * `begin(query)` makes the tables. What the database refuses is answered with 503 and its words.
 */
export function serveTable(path, { begin, list, add }) {
  const { CONNECTION_POSTGRES_HOST: host, CONNECTION_POSTGRES_PORT: port, DATABASE, DATABASE_USER, DATABASE_PASSWORD } = process.env
  const address = { host, port, database: DATABASE, user: DATABASE_USER, password: DATABASE_PASSWORD }
  const { query, isReady } = connectPostgres({ ...address, begin })

  const reply = async (request) => {
    if (request.url !== path) return { status: 404, body: { error: `ask for ${path}` } }
    if (request.method !== 'POST') return { status: 200, body: await list(query) }
    const chunks = []
    for await (const chunk of request) chunks.push(chunk)
    const added = await add(query, parse(Buffer.concat(chunks)))
    return added ? { status: 201, body: added } : { status: 400, body: { error: 'an entry is {"item": "<word>", "count": <number>}' } }
  }

  const server = createServer(async (request, response) => {
    if (request.url === '/healthz') return response.writeHead(isReady() ? 200 : 503).end()
    const { status, body } = await reply(request).catch(({ message }) => ({ status: 503, body: { error: message } }))
    response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(body)}\n`)
  })
  server.listen(8080)
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => process.exit(0))
}

function parse(bytes) {
  try {
    const { item, count } = JSON.parse(bytes.toString('utf8'))
    return typeof item === 'string' && Number.isInteger(count) ? { item, count } : undefined
  } catch {
    return undefined
  }
}
