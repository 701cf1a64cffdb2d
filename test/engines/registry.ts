import { createHash, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A registry that keeps everything in memory (OCI Distribution Specification 1.1: what a push and a pull need). */
export interface Registry {
  /** `<host>:<port>`; Docker takes one on 127.0.0.1 for one without TLS. */
  readonly address: string
  /** Digest of a manifest by `<name>:<tag>`; undefined where nobody has pushed it. */
  digestOf(reference: string): string | undefined
  /** How many manifests have been pushed by tag, repetitions included. */
  pushes(): number
  stop(): Promise<void>
}

/** Starts a registry at any free port; at another address than 127.0.0.1 containers reach it too. */
export async function startRegistry(host = '127.0.0.1'): Promise<Registry> {
  const blobs = new Map<string, Buffer>()
  const manifests = new Map<string, { readonly digest: string; readonly type: string; readonly body: Buffer }>()
  const uploads = new Map<string, Buffer[]>()
  let pushes = 0

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => send(response, 500, {}, String(error)))
  })
  await new Promise<void>((done) => server.listen(0, host, done))
  const address = `${host}:${(server.address() as AddressInfo).port}`

  return {
    address,
    digestOf: (reference) => manifests.get(reference)?.digest,
    pushes: () => pushes,
    stop: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET' } = request
    const url = new URL(request.url ?? '/', `http://${address}`)
    const body = await read(request)
    if (url.pathname === '/v2/' || url.pathname === '/v2') return void send(response, 200, {}, '{}')
    const [, name = '', kind, rest = ''] = /^\/v2\/(.+)\/(blobs|manifests)\/(.+)$/.exec(url.pathname) ?? []
    if (kind === 'manifests') return manifest(method, name, rest, request, response, body)
    if (rest.startsWith('uploads')) return upload(method, name, rest, url, response, body)
    const blob = blobs.get(rest)
    if (blob === undefined) return void send(response, 404, {}, '{"errors":[{"code":"BLOB_UNKNOWN"}]}')
    send(response, 200, { 'docker-content-digest': rest, 'content-type': 'application/octet-stream' }, blob, method)
  }

  function manifest(
    method: string,
    name: string,
    reference: string,
    request: IncomingMessage,
    response: ServerResponse,
    body: Buffer,
  ): void {
    if (method === 'PUT') {
      const digest = digestOf(body)
      const entry = { digest, type: request.headers['content-type'] ?? '', body }
      manifests.set(`${name}:${reference}`, entry)
      manifests.set(`${name}:${digest}`, entry)
      if (!reference.startsWith('sha256:')) pushes++
      return void send(response, 201, { 'docker-content-digest': digest, location: `/v2/${name}/manifests/${digest}` }, '')
    }
    const found = manifests.get(`${name}:${reference}`)
    if (found === undefined) return void send(response, 404, {}, '{"errors":[{"code":"MANIFEST_UNKNOWN"}]}')
    send(response, 200, { 'docker-content-digest': found.digest, 'content-type': found.type }, found.body, method)
  }

  function upload(method: string, name: string, rest: string, url: URL, response: ServerResponse, body: Buffer): void {
    const digest = url.searchParams.get('digest')
    const id = rest.split('/')[1] || randomUUID()
    const pieces = [...(uploads.get(id) ?? []), body]
    uploads.set(id, pieces)
    const location = `/v2/${name}/blobs/uploads/${id}`
    if (digest === null) {
      const size = Buffer.concat(pieces).length
      return void send(response, 202, { location, range: `0-${Math.max(0, size - 1)}`, 'docker-upload-uuid': id }, '')
    }
    const blob = Buffer.concat(pieces)
    uploads.delete(id)
    if (digestOf(blob) !== digest) return void send(response, 400, {}, '{"errors":[{"code":"DIGEST_INVALID"}]}')
    blobs.set(digest, blob)
    send(
      response,
      method === 'PUT' || method === 'POST' ? 201 : 405,
      { location: `/v2/${name}/blobs/${digest}`, 'docker-content-digest': digest },
      '',
    )
  }
}

function digestOf(body: Buffer): string {
  return `sha256:${createHash('sha256').update(body).digest('hex')}`
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

function send(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string | Buffer,
  method = 'GET',
): void {
  response.writeHead(status, { 'docker-distribution-api-version': 'registry/2.0', 'content-length': Buffer.byteLength(body), ...headers })
  response.end(method === 'HEAD' ? undefined : body)
}
