import { createServer } from 'node:http'

const largestBody = 64 * 1024

/**
 * Serves JSON on PORT (8080): `answer({ method, path, text })` gives `{ status, body, headers? }`. A request longer than 64 KiB is answered with 413;
 * an `answer` that throws with 503, because only redis and the broker can fail it. Gives the server.
 */
export function serveJson(answer) {
  const port = Number(process.env.PORT ?? 8080)
  const server = createServer(async (request, response) => {
    const { status, body, headers } = await reply(request, answer)
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(`${JSON.stringify(body)}\n`)
  })
  return server.listen(port, () => console.log(`http: listening on ${port}`))
}

async function reply(request, answer) {
  try {
    const text = await readText(request)
    if (text === undefined) return { status: 413, body: { error: 'request too large' }, headers: { connection: 'close' } }
    return await answer({ method: request.method, path: request.url.split('?', 1)[0], text })
  } catch (error) {
    console.error(`http: ${error.message}`)
    return { status: 503, body: { error: 'try again later' }, headers: { 'retry-after': '1' } }
  }
}

async function readText(request) {
  const chunks = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size > largestBody) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
