import { spawn, spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, symlinkSync } from 'node:fs'
import { createServer as createHttp } from 'node:http'
import { constants, createServer as createHttp2, type Http2Server, type ServerHttp2Stream } from 'node:http2'
import { type AddressInfo, createServer as createTcp, type Server } from 'node:net'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { root, skip, temporary, tests } from '../../harness.js'

/** The actions of the script that runs probes, against real servers. When it runs which probe is tried in containers (`test/engines/probes.test.ts`). */
const needed = ['sh', 'nc', 'timeout', 'head', 'dd', 'hexdump', 'sleep', 'true', 'ssl_client']
const listed = spawnSync('busybox', ['--list'], { encoding: 'utf8' })
const found = new Set((listed.stdout ?? '').split('\n'))
if (!needed.every((name) => found.has(name))) skip('probe script', 'no busybox with all that it needs', true)
else {
  tests('probe script', cases(layOut()))
}

function cases(tools: string) {
  const probe = (...action: readonly string[]) => attempt(tools, action)
  return {
    'HTTP: a status from 200 to 399 is a success': async () => {
      const answers = await withServer(http(), async (port) => {
        const ask = (path: string) => probe('http', '', String(port), path)
        return [await ask('/200'), await ask('/301'), await ask('/399'), await ask('/404'), await ask('/500'), await ask('/early')]
      })
      assert.equal(answers.map(isSuccess), [true, true, true, false, false, true])
      assert.match(answers[3]!.stderr, 'answered HTTP/1.1 404')
    },
    'HTTP: headers and host are those of the probe': async () => {
      const seen: object[] = []
      await withServer(http(seen), async (port) => {
        await probe('http', '127.0.0.1', `${port}`, '/200?a=b', "X-Odd: $a `b` 'c' \\d", 'host: shop', 'User-Agent: me')
        await probe('http', 'localhost', `${port}`, '/200')
        assert.equal(seen, [
          { url: '/200?a=b', host: 'shop', 'user-agent': 'me', accept: '*/*', 'x-odd': "$a `b` 'c' \\d", connection: 'close' },
          { url: '/200', host: `localhost:${port}`, 'user-agent': 'kube-probe/mc', accept: '*/*', connection: 'close' },
        ])
      })
    },
    'HTTP: nobody there, no answer, and no HTTP': async () => {
      assert.not(isSuccess(await probe('http', '127.0.0.1', '1', '/')))
      const silent = await withServer(tcp(), (port) => probe('http', '127.0.0.1', `${port}`, '/'))
      assert.match(silent.stderr, 'no answer within 1 s')
      assert.not(isSuccess(silent))
      assert.not(isSuccess(await withServer(tcp('220 mail\r\n'), (port) => probe('http', '127.0.0.1', `${port}`, '/'))))
    },
    'HTTPS: a refusal by TLS is an answer, anything else is none': async () => {
      const alert = tcp(Buffer.from([21, 3, 3, 0, 2, 2, 40]))
      assert.ok(isSuccess(await withServer(alert, (port) => probe('https', '127.0.0.1', `${port}`, '/'))))
      assert.not(isSuccess(await withServer(http(), (port) => probe('https', '127.0.0.1', `${port}`, '/'))))
      assert.not(isSuccess(await probe('https', '127.0.0.1', '1', '/')))
    },
    'TCP: a connection is enough': async () => {
      assert.ok(isSuccess(await withServer(tcp(), (port) => probe('tcp', '127.0.0.1', `${port}`))))
      assert.not(isSuccess(await probe('tcp', '127.0.0.1', '1')))
    },
    'gRPC: only a service that serves': async () => {
      const answers = await withServer(grpc(), async (port) => {
        const ask = (service: string) => probe('grpc', '127.0.0.1', `${port}`, service)
        return [
          await ask(''),
          await ask('shop.Catalogue'),
          await ask('s'.repeat(200)),
          await ask('resting'),
          await ask('unknown'),
          await ask('silent'),
        ]
      })
      assert.equal(answers.map(isSuccess), [true, true, true, false, false, false])
      assert.match(answers[3]!.stderr, 'not serving')
      assert.match(answers[4]!.stderr, 'no health from this service')
    },
    'gRPC: frames come in any number of packets, padded, and after large headers': async () => {
      const answers = await withServer(grpc(constants.PADDING_STRATEGY_MAX), async (port) => {
        const ask = (service: string) => probe('grpc', '127.0.0.1', `${port}`, service)
        return [await ask('slow'), await ask('large')]
      })
      assert.equal(answers.map(isSuccess), [true, true])
    },
    'gRPC: what speaks something else is no service': async () => {
      assert.not(isSuccess(await withServer(http(), (port) => probe('grpc', '127.0.0.1', `${port}`, ''))))
    },
  }
}

/** Lays out the script and the commands that it needs as they lie in a container; gives the folder. */
function layOut(): string {
  const tools = temporary()
  const { stdout: busybox } = spawnSync('sh', ['-c', 'command -v busybox'], { encoding: 'utf8' })
  mkdirSync(join(tools, 'bin'))
  for (const name of needed) symlinkSync(busybox.trim(), join(tools, 'bin', name))
  for (const name of ['probe', 'probe-grpc']) copyFileSync(join(root, 'targets', 'tools', 'scripts', `${name}.sh`), join(tools, name))
  return tools
}

interface Ended {
  readonly code: number | null
  readonly stderr: string
}

function isSuccess({ code }: Ended): boolean {
  return code === 0
}

/** Makes a request as a container does after its start, with one try. */
function attempt(tools: string, action: readonly string[]): Promise<Ended> {
  const shell = join(tools, 'bin', 'sh')
  const child = spawn(shell, [join(tools, 'probe'), 'start', '1', ...action], { stdio: ['ignore', 'ignore', 'pipe'] })
  let stderr = ''
  child.stderr.on('data', (data) => (stderr += data))
  return new Promise((resolve) => child.on('exit', (code) => resolve({ code, stderr })))
}

async function withServer<T>(server: Server | Http2Server, use: (port: number) => Promise<T>): Promise<T> {
  await new Promise<void>((done) => server.listen(0, done))
  try {
    return await use((server.address() as AddressInfo).port)
  } finally {
    server.close()
  }
}

/** Answers with the status in the path, and with more than anybody reads. */
function http(seen: object[] = []): Server {
  return createHttp((request, response) => {
    seen.push({ url: request.url, ...request.headers })
    if (request.url === '/early') response.writeEarlyHints({ link: '</style.css>; rel=preload' })
    response.writeHead(Number(request.url?.slice(1, 4)) || 200, { location: 'http://127.0.0.1:1/' })
    response.end('x'.repeat(50_000))
  })
}

/** Answers the first packet; with nothing, it stays silent. */
function tcp(answer?: string | Uint8Array): Server {
  return createTcp((client) => {
    client.on('error', () => {})
    client.once('data', () => answer !== undefined && client.end(answer))
  })
}

/** Speaks the gRPC health protocol; what it does depends on the service. */
function grpc(paddingStrategy: number = constants.PADDING_STRATEGY_NONE): Http2Server {
  const server = createHttp2({ paddingStrategy })
  server.on('stream', (stream, headers) => {
    const parts: Uint8Array[] = []
    stream.on('error', () => {})
    stream.on('data', (data) => parts.push(Buffer.from(data)))
    stream.on('end', () => {
      const isCheck = headers[':path'] === '/grpc.health.v1.Health/Check' && headers['content-type'] === 'application/grpc'
      const service = serviceIn(Buffer.concat(parts))
      if (isCheck && service !== undefined) answerHealth(stream, service)
      else stream.respond({ ':status': 400 }, { endStream: true })
    })
  })
  return server
}

function answerHealth(stream: ServerHttp2Stream, service: string): void {
  if (service === 'silent') return
  const type = { 'content-type': 'application/grpc' }
  if (service === 'unknown') {
    stream.respond({ ...type, 'grpc-status': '5', 'grpc-message': 'unknown' }, { endStream: true })
    return
  }
  stream.respond({ ...type, ...(service === 'large' ? { 'x-large': 'x'.repeat(40_000) } : {}) }, { waitForTrailers: true })
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }))
  const message = Buffer.from([0, 0, 0, 0, 2, 8, service === 'resting' ? 2 : 1])
  if (service !== 'slow') {
    stream.end(message)
    return
  }
  for (const [index, byte] of message.entries()) setTimeout(() => stream.write(Buffer.from([byte])), 20 * index)
  setTimeout(() => stream.end(), 20 * message.length)
}

/** Reads a whole message with at most field 1, as text; nothing where its lengths are wrong. */
function serviceIn(body: Buffer): string | undefined {
  if (body[0] !== 0 || body.readUInt32BE(1) !== body.length - 5) return undefined
  if (body.length === 5) return ''
  const isLong = (body[6] ?? 0) >= 128
  const length = isLong ? ((body[6] ?? 0) & 127) + 128 * (body[7] ?? 0) : body[6]
  const text = body.subarray(isLong ? 8 : 7)
  return body[5] === 10 && text.length === length ? text.toString() : undefined
}
