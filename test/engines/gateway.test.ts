import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { request as makeRequest } from 'node:http'
import { connect } from 'node:http2'
import { connect as open } from 'node:net'
import * as assert from 'uvu/assert'
import { skip, temporary, tests } from '../harness.js'
import { type ComposeProject, render } from './compose-project.js'
import { startEngine } from './engine.js'
import { waitFor } from './wait-for.js'

/** Answers with what it got, or with the hash of what was sent; joins connections that change to `echo`. */
const web = `
const { createHash } = require('node:crypto')
const server = require('node:http').createServer((request, response) => {
  const hash = createHash('sha256')
  let size = 0
  request.on('data', (chunk) => (hash.update(chunk), size += chunk.length))
  request.on('end', () => response.end(JSON.stringify({ name: process.env.NAME, copy: process.env.HOSTNAME, url: request.url, headers: request.headers, size, hash: hash.digest('hex') })))
})
server.on('upgrade', (request, socket, head) => {
  const key = request.headers['sec-websocket-key'] + '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'
  const accept = createHash('sha1').update(key).digest('base64')
  socket.write('HTTP/1.1 101 Switching Protocols\\r\\nUpgrade: websocket\\r\\nConnection: Upgrade\\r\\nSec-WebSocket-Accept: ' + accept + '\\r\\n\\r\\n')
  // one short frame: its text comes back unmasked
  socket.on('data', (frame) => {
    const text = frame.subarray(6).map((byte, index) => byte ^ frame[2 + (index % 4)])
    socket.write(Buffer.concat([Buffer.from([0x81, text.length]), text]))
  })
})
server.listen(8080)`

/** Counts to three, one message at a time, and says in trailers how it went. */
const counter = `
require('node:http2').createServer().on('stream', (stream, headers) => {
  stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true })
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0', 'grpc-message': headers[':path'] }))
  let count = 0
  stream.on('data', () => stream.write('message ' + ++count))
  stream.on('end', () => stream.end())
}).listen(9090)`

const component = (name: string, script: string, port: object, traits: readonly object[]) => ({
  name,
  type: 'webservice',
  properties: {
    image: 'node:20-alpine',
    cmd: ['node', '-e', script],
    env: [{ name: 'NAME', value: name }],
    ports: [port],
  },
  traits,
})
const gateway = (properties: object) => ({ type: 'gateway', properties: { pathType: 'Prefix', ...properties } })
const application = (name: string, ...components: readonly object[]) => ({
  apiVersion: 'core.oam.dev/v1beta1',
  kind: 'Application',
  metadata: { name, annotations: {} },
  spec: { components },
})
const http = { port: 8080, appProtocol: 'http' }

const applications = [
  application(
    'shop',
    component('front', web, http, [
      gateway({ domain: 'shop.example.com', http: { '/': 8080 } }),
      { type: 'scaler', properties: { replicas: 2 } },
    ]),
    component('api', web, http, [gateway({ domain: 'shop.example.com', http: { '/api': 8080 }, rewrite: '/' })]),
  ),
  application('blog', component('pages', web, http, [gateway({ http: { '/blog': 8080 } })])),
  application('rpc', component('counter', counter, { port: 9090, appProtocol: 'grpc' }, [gateway({ http: { '/count.Counter': 9090 } })])),
]

const engine = startEngine()
if (typeof engine === 'string') skip('gateway', engine)
else
  tests('gateway on the engine', {
    'all routes of three applications on one port': async () => {
      const files = Object.fromEntries(applications.map((app) => [`apps/${app.metadata.name}.json`, JSON.stringify(app)]))
      const project = await render(engine, temporary(files), 'apps')
      try {
        await project.up()
        const url = await project.urlOf('gateway', 8000)
        const port = Number(url.replace(/.*:/, ''))
        await leads(port)
        await calls(url)
        await joins(port)
        await streams(port)
        await misses(project, port)
        await ends(project)
      } finally {
        await project.down()
      }
    },
    'stubs stand in for an application': async () => {
      const platform = application(
        'platform',
        component('api', web, { port: 80, expose: true }, []),
        component('store', 'process.exit(1)', { port: 5432 }, []),
      )
      const { metadata } = platform
      const shared = { ...platform, metadata: { ...metadata, annotations: { 'experimental.wasmcloud.dev/shared': 'true' } } }
      const reference = { name: 'api', type: 'webservice', properties: { application: { name: 'platform', component: 'api' } } }
      const link = { type: 'link', properties: { name: 'api', target: { name: 'api' } } }
      const shop = application('shop', component('web', web, http, [link]), reference)
      const files = { 'stubs/platform.json': JSON.stringify(shared), 'stubs/shop.json': JSON.stringify(shop) }
      const project = await render(engine, temporary(files), 'stubs', '', ['--set', 'compose.stub=platform'])
      try {
        await project.up()
        const script = 'fetch(process.env.CONNECTION_API_URL + "/x").then((answer) => answer.text()).then(console.log)'
        const answer = await project.must('exec', '-T', 'shop-web', 'node', '-e', script)
        assert.equal(JSON.parse(answer), { stub: true, application: 'platform', component: 'api', method: 'GET', path: '/x' })
      } finally {
        await project.down()
      }
    },
  })

async function leads(port: number): Promise<void> {
  const at = async (path: string, host = 'localhost') => {
    const { name, url, headers } = JSON.parse((await ask(port, path, host)).body)
    return [name, url, headers.host]
  }
  assert.equal(await at('/x?y', 'shop.example.com'), ['front', '/x?y', 'shop.example.com'])
  assert.equal(await at('/api/x?y', 'shop.example.com'), ['api', '/x?y', 'shop.example.com'])
  assert.equal(await at('/apis', `shop.example.com.localhost:${port}`), ['front', '/apis', `shop.example.com.localhost:${port}`])
  assert.equal(await at('/blog/1'), ['pages', '/blog/1', 'localhost'])
  const { status, body } = await ask(port, '/other', 'localhost')
  assert.is(status, 404)
  assert.match(body, 'shop.example.com/api[/...] -> shop-api:8080')
  const copies = new Set<string>()
  for (let turn = 0; turn < 4; turn++) copies.add(JSON.parse((await ask(port, '/', 'shop.example.com')).body).copy)
  assert.is(copies.size, 2, 'copies take turns')
}

async function calls(url: string): Promise<void> {
  const session = connect(url)
  try {
    const stream = session.request(
      { ':method': 'POST', ':path': '/count.Counter/Count', 'content-type': 'application/grpc', te: 'trailers' },
      { endStream: false },
    )
    const trailers = once(stream, 'trailers')
    for (const count of [1, 2, 3]) {
      stream.write('next')
      assert.is(String((await once(stream, 'data'))[0]), `message ${count}`)
    }
    stream.end()
    stream.resume()
    assert.equal({ ...(await trailers)[0] }, { 'grpc-status': '0', 'grpc-message': '/count.Counter/Count' })
    const page = session.request({ ':path': '/', ':authority': 'shop.example.com' })
    assert.is((await once(page, 'response'))[0][':status'], 200)
    page.resume()
    await once(page, 'end')
  } finally {
    session.destroy()
  }
}

async function joins(port: number): Promise<void> {
  const socket = open(port, '127.0.0.1')
  const key = 'dGhlIHNhbXBsZSBub25jZQ=='
  socket.write(
    `GET /blog/socket HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n\r\n`,
  )
  const [head] = await once(socket, 'data')
  // the example of RFC 6455, section 1.3
  assert.match(String(head), /^HTTP\/1\.1 101 [\s\S]*s3pPLMBiTxaQ9kYGzzhZRbK\+xOo=/)
  const mask = randomBytes(4)
  const text = Buffer.from('hello').map((byte, index) => byte ^ mask[index % 4]!)
  socket.write(Buffer.concat([Buffer.from([0x81, 0x80 | text.length]), mask, text]))
  assert.equal((await once(socket, 'data'))[0], Buffer.from('\x81\x05hello', 'latin1'))
  socket.destroy()
}

async function streams(port: number): Promise<void> {
  const body = randomBytes(50 * 1024 * 1024)
  const { size, hash } = JSON.parse((await ask(port, '/blog/upload', 'localhost', body)).body)
  assert.equal([size, hash], [body.length, createHash('sha256').update(body).digest('hex')])
}

async function misses(project: ComposeProject, port: number): Promise<void> {
  const status = async (): Promise<number> => (await ask(port, '/blog', 'localhost')).status
  await project.must('kill', 'blog-pages')
  const start = Date.now()
  const { status: down, body } = await ask(port, '/blog', 'localhost')
  assert.is(down, 502)
  assert.match(body, 'The service blog-pages does not answer on port 8080')
  assert.ok(Date.now() - start < 3000, `the answer took ${Date.now() - start} ms`)
  assert.is((await ask(port, '/', 'shop.example.com')).status, 200, 'the others go on')
  await project.must('start', 'blog-pages')
  await waitFor(status, (answer) => answer === 200, 10)
  // in a new container, with an address of its own
  await project.must('up', '--detach', '--no-deps', '--force-recreate', '--pull', 'never', '--timeout', '1', 'blog-pages')
  await waitFor(status, (answer) => answer === 200, 10)
}

async function ends(project: ComposeProject): Promise<void> {
  const start = Date.now()
  await project.must('stop', '--timeout', '10', 'gateway')
  assert.ok(Date.now() - start < 5000, 'it ends when it is asked to')
  assert.is(JSON.parse(await project.must('ps', '--all', '--format', 'json', 'gateway')).ExitCode, 0)
}

function ask(port: number, path: string, host: string, body?: Buffer): Promise<{ readonly status: number; readonly body: string }> {
  return new Promise((done, fail) => {
    const options = { host: '127.0.0.1', port, path, headers: { host }, agent: false, method: body ? 'POST' : 'GET' } as const
    const request = makeRequest(options, async (answer) => {
      const chunks: Buffer[] = []
      for await (const chunk of answer) chunks.push(chunk)
      done({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString() })
    })
    request.on('error', fail)
    request.end(body)
  })
}
