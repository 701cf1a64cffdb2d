import { createServer } from 'node:http'

/** Serves port 8080: `answer({ method, text })` gives `{ status, body }`, sent as JSON; `/healthz` tells whether `bus` is connected. */
export function serveJson(bus, answer) {
  const server = createServer(async (request, response) => {
    if (request.url === '/healthz') return response.writeHead(bus.isReady() ? 200 : 503).end()
    const { status, body } = await reply(request, answer)
    response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(body)}\n`)
  })
  server.listen(8080)
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => process.exit(0))
}

async function reply(request, answer) {
  try {
    const chunks = []
    for await (const chunk of request) chunks.push(chunk)
    return await answer({ method: request.method, text: Buffer.concat(chunks).toString('utf8') })
  } catch (error) {
    return { status: 503, body: { error: error.message } }
  }
}
