import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { request as makeRequest } from 'node:http'
import { constants, type IncomingHttpHeaders } from 'node:http2'
import { connect as open } from 'node:net'
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import * as assert from 'uvu/assert'
import { waitFor } from '../../engines/wait-for.js'
import { tests } from '../../harness.js'
import { ask2, textOf, withGateway } from './proxy-bed.js'

tests('gateway: HTTP/1.1', {
  'a request and its answer pass, with who asked for which host': () =>
    withGateway(
      async ({ http1 }) => [
        {
          port: await http1(async (request, response) => {
            const body = await textOf(request)
            response.writeHead(201, 'Made It', [
              ['Set-Cookie', 'a=1'],
              ['Set-Cookie', 'b=2'],
              ['X-Own', 'é'],
              ['Connection', 'x-hop'],
              ['X-Hop', 'no'],
              ['Keep-Alive', 'timeout=1'],
            ] as never)
            response.end(Buffer.from(JSON.stringify({ method: request.method, url: request.url, headers: request.headers, body })))
          }),
        },
      ],
      async ({ ask }) => {
        const { status, headers, body } = await ask(
          {
            method: 'PUT',
            path: '/a%20b?c=d',
            headers: {
              host: 'shop.example.com',
              'x-own': 'mine',
              'x-hop': 'no',
              connection: 'x-hop',
              te: 'trailers',
              'x-forwarded-for': '10.0.0.1',
            },
          },
          'some body',
        )
        const seen = JSON.parse(body)
        assert.equal([status, seen.method, seen.url, seen.body], [201, 'PUT', '/a%20b?c=d', 'some body'])
        assert.equal(headers['set-cookie'], ['a=1', 'b=2'])
        assert.equal([headers['x-own'], headers['x-hop'], headers['keep-alive'] === 'timeout=1'], ['é', undefined, false])
        assert.equal(
          [seen.headers.host, seen.headers['x-own'], seen.headers['x-hop'], seen.headers.te],
          ['shop.example.com', 'mine', undefined, 'trailers'],
        )
        assert.match(seen.headers['x-forwarded-for'], /^10\.0\.0\.1, 127\.0\.0\.1$/)
        assert.equal([seen.headers['x-forwarded-proto'], seen.headers['x-forwarded-host']], ['http', 'shop.example.com'])
      },
    ),
  'routes lead by path and host, and rewrite': () =>
    withGateway(
      async ({ http1 }) => [
        { path: '/', port: await http1((request, response) => response.end(`front ${request.url}`)) },
        { path: '/api', rewrite: '/', port: await http1((request, response) => response.end(`api ${request.url}`)) },
        { host: 'blog.example.com', port: await http1((request, response) => response.end(`blog ${request.url}`)) },
      ],
      async ({ ask }) => {
        const body = async (path: string, host = 'localhost'): Promise<string> => (await ask({ path, headers: { host } })).body
        assert.is(await body('/x'), 'front /x')
        assert.is(await body('/api/x?y'), 'api /x?y')
        assert.is(await body('/apis'), 'front /apis')
        assert.is(await body('/api/x', 'blog.example.com'), 'blog /api/x')
        // a whole URL counts more than the header
        assert.is(await body('http://blog.example.com/z', 'other'), 'blog /z')
      },
    ),
  'where no route leads, the routes are listed': () =>
    withGateway(
      async ({ http1 }) => [{ host: '*.example.com', path: '/a', service: 'shop-web', port: await http1(() => {}) }],
      async ({ ask, port }) => {
        const { status, body } = await ask({ path: '/b?c', headers: { host: 'localhost:8000' } })
        assert.is(status, 404)
        assert.match(body, `No route leads from localhost:8000/b. The routes are:\n  *.example.com/a[/...] -> shop-web:`)
        assert.match(body, "curl -H 'Host: www.example.com'")
        assert.is((await ask({ path: '/b', method: 'HEAD' })).body, '')
        assert.ok(port > 0)
      },
    ),
  'a service that is down is named, at once, and found again': () =>
    withGateway(
      async ({ tcp }) => {
        const port = await tcp((socket) => socket.destroy())
        return [
          { path: '/closes', port },
          { path: '/refuses', port: 1 },
          { path: '/unknown', port, service: 'no-such-service.invalid' },
          { path: '/nonsense', port: await tcp((socket) => socket.end('hello\r\n\r\n')) },
        ]
      },
      async ({ ask, log }) => {
        const start = Date.now()
        for (const path of ['/closes', '/refuses', '/unknown', '/nonsense']) {
          const { status, body } = await ask({ path, method: 'POST' }, 'x')
          assert.is(status, 502, path)
          assert.match(
            body,
            path === '/unknown' ? 'The service no-such-service.invalid does not answer' : 'The service 127.0.0.1 does not answer',
          )
        }
        assert.ok(Date.now() - start < 5000)
        assert.is(log.length, 4)
      },
    ),
  'bodies stream both ways without being held': () =>
    withGateway(
      async ({ http1 }) => [
        {
          port: await http1((request, response) => {
            response.writeHead(200)
            request.on('data', (chunk: Buffer) => response.write(chunk.toString().toUpperCase()))
            request.on('end', () => response.end())
          }),
        },
      ],
      async ({ port }) => {
        const request = makeRequest({ port, method: 'POST', agent: false })
        request.write('one')
        const [answer] = await once(request, 'response')
        const next = async (): Promise<string> => String((await once(answer, 'data'))[0])
        assert.is(await next(), 'ONE')
        request.write('two')
        assert.is(await next(), 'TWO')
        request.end()
        await once(answer, 'end')
      },
    ),
  'a large body arrives whole, and a slow reader slows its writer': () => {
    let written = 0
    return withGateway(
      async ({ http1 }) => [
        {
          port: await http1(async (request, response) => {
            if (request.method === 'GET') {
              const chunk = Buffer.alloc(64 * 1024)
              const source = Readable.from(
                (function* () {
                  for (; written < 1024 * 1024 * 1024; written += chunk.length) yield chunk
                })(),
              )
              response.on('close', () => source.destroy())
              source.on('error', () => {})
              source.pipe(response)
              return
            }
            const hash = createHash('sha256')
            for await (const chunk of request) hash.update(chunk)
            response.end(hash.digest('hex'))
          }),
        },
      ],
      async ({ ask, port }) => {
        const body = randomBytes(20 * 1024 * 1024)
        assert.is((await ask({ method: 'POST' }, body)).body, createHash('sha256').update(body).digest('hex'))
        const request = makeRequest({ port, agent: false }).end()
        const [answer] = await once(request, 'response')
        answer.pause()
        await sleep(300)
        const held = written
        assert.ok(held < 64 * 1024 * 1024, `${held} bytes were taken from the service although nobody read`)
        request.destroy()
        await sleep(200)
        assert.ok(written <= held + 32 * 1024 * 1024, 'who goes away ends it')
      },
    )
  },
  'trailers pass, asked for and not': () =>
    withGateway(
      async ({ http1 }) => [
        {
          port: await http1(async (request, response) => {
            const body = await textOf(request)
            response.writeHead(200, { trailer: 'x-sum' })
            response.write(body)
            response.addTrailers({ 'x-sum': `${request.trailers['x-check']}!`, 'x-more': '1' })
            response.end()
          }),
        },
      ],
      async ({ raw }) => {
        const answer = await raw(
          'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nConnection: close\r\nTrailer: x-check\r\n\r\n3\r\nabc\r\n0\r\nX-Check: 7\r\n\r\n',
        )
        assert.match(answer, /\r\n3\r\nabc\r\n0\r\nx-sum: 7!\r\nx-more: 1\r\n\r\n$/)
      },
    ),
  '100-continue is the service’s to say': () =>
    withGateway(
      async ({ http1, tcp }) => [
        { path: '/wanted', port: await http1(async (request, response) => response.end(await textOf(request))) },
        {
          path: '/not',
          port: await tcp((socket) =>
            socket.once('data', () => void socket.end('HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno')),
          ),
        },
      ],
      async ({ port }) => {
        const send = async (path: string): Promise<string[]> => {
          const told: string[] = []
          const request = makeRequest({
            port,
            path,
            method: 'POST',
            agent: false,
            headers: { expect: '100-continue', 'content-length': 4 },
          })
          request.on('continue', () => {
            told.push('continue')
            request.end('body')
          })
          request.on('error', () => {})
          request.flushHeaders()
          const [answer] = await once(request, 'response')
          told.push(String(answer.statusCode), await textOf(answer))
          request.destroy()
          return told
        }
        assert.equal(await send('/wanted'), ['continue', '200', 'body'])
        assert.equal(await send('/not'), ['413', 'no'])
      },
    ),
  'early hints pass': () =>
    withGateway(
      async ({ http1 }) => [
        {
          port: await http1((_, response) => {
            response.writeEarlyHints({ link: '</style.css>; rel=preload' })
            setTimeout(() => response.end('x'), 20)
          }),
        },
      ],
      async ({ port }) => {
        const request = makeRequest({ port, agent: false }).end()
        const [hints] = await once(request, 'information')
        assert.equal([hints.statusCode, hints.headers.link], [103, '</style.css>; rel=preload'])
        await textOf((await once(request, 'response'))[0])
      },
    ),
  'one connection serves many requests, and old clients are served': () =>
    withGateway(
      async ({ http1 }) => [{ port: await http1((request, response) => response.end(`${request.url} ${request.headers.host}`)) }],
      async ({ raw, port }) => {
        const both = await raw('GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')
        assert.is(both.match(/HTTP\/1\.1 200 OK/g)?.length, 2)
        assert.match(both, /\/1 a[\s\S]*\/2 a/)
        assert.match(await raw('GET /old HTTP/1.0\r\n\r\n'), /^HTTP\/1\.1 200 OK[\s\S]*\/old 127\.0\.0\.1:\d+$/)
        assert.match(
          await raw('OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'),
          /^HTTP\/1\.1 200 OK\r\n[\s\S]*content-length: 0\r\n/,
        )
        assert.ok(port > 0)
      },
    ),
  'an answer that breaks off breaks off for the client': () =>
    withGateway(
      async ({ tcp }) => [
        { port: await tcp((socket) => socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf'))) },
      ],
      async ({ ask }) => {
        const result = await ask({}).catch((error: Error) => error.message)
        assert.is(result, 'aborted')
      },
    ),
  'bad clients do it no harm': () =>
    withGateway(
      async ({ http1 }) => [{ port: await http1((_, response) => void setTimeout(() => response.end('fine'), 5)) }],
      async ({ ask, raw, port, connections }) => {
        assert.match(await raw('\x16\x03\x01 nonsense\r\n\r\n'), /^HTTP\/1\.1 400/)
        assert.match(await raw('GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n'), /^HTTP\/1\.1 400/)
        assert.match(await raw('CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n'), /^HTTP\/1\.1 405/)
        assert.match(await raw(`GET / HTTP/1.1\r\nHost: a\r\nX: ${'y'.repeat(100_000)}\r\n\r\n`), /^HTTP\/1\.1 431/)
        for (const text of [
          '',
          'P',
          'PRI',
          'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\ngarbage',
          'POST / HTTP/1.1\r\nContent-Length: 9\r\nHost: a\r\n\r\n1',
        ]) {
          const socket = open(port, '127.0.0.1', () => socket.write(text))
          socket.on('error', () => {})
          await sleep(10)
          socket.resetAndDestroy()
        }
        // an end without a reset, after which nothing may stay open either
        for (const text of [
          'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0',
          'GET / HTTP/1.1\r\nHost: a\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n',
        ]) {
          const socket = open(port, '127.0.0.1', () => socket.end(text, 'latin1'))
          socket.resume().on('error', () => {})
        }
        assert.is((await ask({})).body, 'fine')
        await waitFor(connections, (count) => count === 0, 5)
      },
    ),
})

const call = { ':method': 'POST', 'content-type': 'application/grpc', te: 'trailers' }

tests('gateway: HTTP/2', {
  'a call by gRPC passes both ways as it comes, with trailers': () =>
    withGateway(
      async ({ http2 }) => [
        {
          http2: true,
          port: await http2((stream, headers) => {
            stream.respond({ ':status': 200, 'content-type': 'application/grpc', 'x-te': headers.te }, { waitForTrailers: true })
            stream.on('data', (chunk: Buffer) => stream.write(chunk.toString().toUpperCase()))
            stream.on('end', () => stream.end())
            stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0', 'grpc-message': String(headers[':authority']) }))
          }),
        },
      ],
      async ({ session }) => {
        const stream = session().request({ ...call, ':path': '/a.B/C', ':authority': 'grpc.example.com' }, { endStream: false })
        stream.write('one')
        const [answered] = await once(stream, 'response')
        assert.equal([answered[':status'], answered['x-te']], [200, 'trailers'])
        assert.is(String((await once(stream, 'data'))[0]), 'ONE')
        stream.write('two')
        assert.is(String((await once(stream, 'data'))[0]), 'TWO')
        const trailers = once(stream, 'trailers')
        stream.end()
        stream.resume()
        assert.equal({ ...(await trailers)[0] }, { 'grpc-status': '0', 'grpc-message': 'grpc.example.com' })
      },
    ),
  'an answer of trailers alone stays one': () =>
    withGateway(
      async ({ http2 }) => [
        { http2: true, port: await http2((stream) => stream.respond({ ':status': 200, 'grpc-status': '5' }, { endStream: true })) },
      ],
      async ({ session }) => {
        const stream = session().request(call)
        const [headers, flags] = await once(stream, 'response')
        assert.is(headers['grpc-status'], '5')
        assert.ok(flags & constants.NGHTTP2_FLAG_END_STREAM)
      },
    ),
  'who cancels a call cancels it at the service': () => {
    let seen: (code: number) => void
    const cancelled = new Promise<number>((done) => {
      seen = done
    })
    return withGateway(
      async ({ http2 }) => [
        {
          http2: true,
          port: await http2((stream) => {
            stream.respond({ ':status': 200 })
            stream.write('x')
            stream.on('close', () => seen(stream.rstCode))
          }),
        },
      ],
      async ({ session }) => {
        const stream = session().request(call, { endStream: false })
        stream.on('error', () => {})
        await once(stream, 'data')
        stream.close(constants.NGHTTP2_CANCEL)
        assert.is(await cancelled, constants.NGHTTP2_CANCEL)
      },
    )
  },
  'a service that cancels is heard': () =>
    withGateway(
      async ({ http2 }) => [
        {
          http2: true,
          port: await http2((stream, headers) => {
            const isLate = headers[':path'] === '/late'
            if (isLate) stream.respond({ ':status': 200 }, { waitForTrailers: true })
            setTimeout(() => stream.close(constants.NGHTTP2_ENHANCE_YOUR_CALM), isLate ? 50 : 0)
          }),
        },
      ],
      async ({ session }) => {
        const late = session().request({ ...call, ':path': '/late' })
        late.on('error', () => {})
        await new Promise((done) => void late.on('close', done))
        assert.is(late.rstCode, constants.NGHTTP2_ENHANCE_YOUR_CALM)
        const early = await ask2(session(), { ...call, ':path': '/early' })
        assert.equal([early.status, early.headers['grpc-status']], [200, '14'])
      },
    ),
  'an early answer ends a request that goes on': () =>
    withGateway(
      async ({ http2 }) => [
        {
          http2: true,
          port: await http2((stream) => {
            stream.respond({ ':status': 200 }, { waitForTrailers: true })
            stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '7' }))
            stream.end('enough')
          }),
        },
      ],
      async ({ session }) => {
        const stream = session().request(call, { endStream: false })
        stream.write('x')
        const trailers = once(stream, 'trailers')
        assert.is(await textOf(stream), 'enough')
        assert.is((await trailers)[0]['grpc-status'], '7')
        await (stream.closed || new Promise((done) => void stream.on('close', done)))
        assert.is(stream.rstCode, constants.NGHTTP2_NO_ERROR)
      },
    ),
  'failures are a status of gRPC to who calls by it': () =>
    withGateway(
      async () => [{ path: '/down', port: 1, service: '127.0.0.1' }],
      async ({ session }) => {
        const client = session()
        const down = await ask2(client, { ...call, ':path': '/down' }, 'x')
        assert.equal([down.status, down.headers['grpc-status']], [200, '14'])
        assert.is(down.headers['grpc-message'], 'The service 127.0.0.1 does not answer on port 1: connect ECONNREFUSED 127.0.0.1:1')
        assert.is((await ask2(client, { ...call, ':path': '/other' })).headers['grpc-status'], '12')
        assert.is((await ask2(client, { ':path': '/down' })).status, 502)
        assert.is((await ask2(client, { ':path': '/other' })).status, 404)
      },
    ),
  'HTTP/2 in front of HTTP/1.1': () =>
    withGateway(
      async ({ http1 }) => [
        {
          port: await http1(async (request, response) => {
            const body = await textOf(request)
            response.setHeader('Connection', 'close')
            response.setHeader('Set-Cookie', ['a=1', 'b=2'])
            if (request.url === '/none') return void response.writeHead(204).end()
            if (request.method === 'POST') response.writeHead(200, { trailer: 'x-sum' }).addTrailers({ 'x-sum': '3' })
            response.end(`${request.method} ${request.url} ${request.headers.host} ${request.headers.cookie} ${body}`)
          }),
        },
      ],
      async ({ session }) => {
        const client = session()
        const answer = await ask2(client, { ':method': 'POST', ':path': '/p', ':authority': 'h2.example.com', cookie: 'a=b' }, 'body')
        assert.equal([answer.status, answer.body, answer.headers['set-cookie']], [200, 'POST /p h2.example.com a=b body', ['a=1', 'b=2']])
        assert.equal({ ...answer.trailers }, { 'x-sum': '3' })
        assert.equal((await ask2(client, { ':path': '/none' })).status, 204)
        assert.equal((await ask2(client, { ':method': 'HEAD' })).body, '')
        assert.match((await ask2(client, { ':path': '/get' })).body, /^GET \/get 127\.0\.0\.1:\d+ undefined $/)
      },
    ),
  'an answer that only HTTP/1.1 allows is a fault of the service': () =>
    withGateway(
      async ({ tcp }) => [
        { port: await tcp((socket) => socket.once('data', () => socket.end('HTTP/1.1 600 Odd\r\nContent-Length: 1\r\n\r\nx'))) },
      ],
      async ({ ask, session }) => {
        assert.is((await ask({})).status, 600)
        const { status, body } = await ask2(session(), {})
        assert.is(status, 502)
        assert.match(body, 'The service 127.0.0.1 does not answer')
      },
    ),
  'HTTP/1.1 in front of HTTP/2': () =>
    withGateway(
      async ({ http2 }) => [
        {
          http2: true,
          port: await http2(async (stream, headers) => {
            const body = await textOf(stream)
            if (stream.destroyed) return
            stream.respond({ ':status': 203, 'set-cookie': ['a=1', 'b=2'] }, { waitForTrailers: true })
            stream.on('wantTrailers', () => stream.sendTrailers({ 'x-sum': '3' }))
            stream.end(
              `${headers[':method']} ${headers[':path']} ${headers[':authority']} ${headers.host} ${headers['x-forwarded-host']} ${body}`,
            )
          }),
        },
      ],
      async ({ ask }) => {
        const answer = await ask({ method: 'POST', path: '/p?q', headers: { host: 'h1.example.com' } }, 'body')
        assert.equal(
          [answer.status, answer.body, answer.headers['set-cookie'], answer.trailers['x-sum' as keyof IncomingHttpHeaders]],
          [203, 'POST /p?q h1.example.com undefined h1.example.com body', ['a=1', 'b=2'], '3'],
        )
        assert.match((await ask({ path: '/get' })).body, /^GET \/get /)
        assert.is((await ask({ method: 'HEAD' })).status, 203)
      },
    ),
  'a call by gRPC to a port of which nothing is said': () =>
    withGateway(
      async ({ http2 }) => [{ port: await http2((stream) => stream.respond({ ':status': 200, 'grpc-status': '0' }, { endStream: true })) }],
      async ({ session }) => assert.is((await ask2(session(), call, 'x')).headers['grpc-status'], '0'),
    ),
  'many calls at once on one connection': () =>
    withGateway(
      async ({ http1, http2 }) => [
        { path: '/1', port: await http1(async (request, response) => response.end(await textOf(request))) },
        {
          path: '/2',
          http2: true,
          port: await http2((stream) => {
            stream.respond({ ':status': 200 })
            stream.pipe(stream)
          }),
        },
      ],
      async ({ session }) => {
        const client = session()
        const bodies = await Promise.all(
          Array.from({ length: 90 }, async (_, index) => {
            const { body } = await ask2(client, { ':method': 'POST', ':path': `/${(index % 2) + 1}` }, `${index}`.repeat(5000))
            return body === `${index}`.repeat(5000)
          }),
        )
        assert.ok(bodies.every(Boolean))
      },
    ),
})

tests('gateway: upgrades', {
  'a connection changes its protocol, and bytes pass both ways': () =>
    withGateway(
      async ({ tcp }) => [
        {
          path: '/socket',
          rewrite: '/ws',
          port: await tcp((socket) =>
            socket.once('data', (head) => {
              const [line] = String(head).split('\r\n')
              const key = /sec-websocket-key: (.*)\r\n/i.exec(String(head))?.[1]
              socket.write(`HTTP/1.1 101 Yes\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${key}\r\n\r\n${line}|`)
              socket.on('data', (chunk) => socket.write(String(chunk).toUpperCase()))
              socket.on('end', () => socket.end('bye'))
            }),
          ),
        },
      ],
      async ({ port }) => {
        const socket = open({ port, allowHalfOpen: true })
        socket.write(
          'GET /socket/a HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\nSec-WebSocket-Key: k\r\n\r\nearly ',
        )
        const text = textOf(socket)
        await sleep(50)
        socket.write('later ')
        await sleep(50)
        socket.end()
        assert.match(
          await text,
          /^HTTP\/1\.1 101 Yes\r\n[\s\S]*sec-websocket-accept: k\r\n[\s\S]*\r\n\r\nGET \/ws\/a HTTP\/1\.1\|EARLY LATER bye$/,
        )
      },
    ),
  'a service that does not agree answers as it likes': () =>
    withGateway(
      async ({ http1 }) => [{ port: await http1((_, response) => response.writeHead(426, { 'x-own': '1' }).end('no sockets here')) }],
      async ({ raw }) => {
        const text = await raw('GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n')
        assert.match(text, /^HTTP\/1\.1 426 Upgrade Required\r\n[\s\S]*x-own: 1\r\n[\s\S]*connection: close\r\n\r\nno sockets here$/)
      },
    ),
  'without a route or a service it is refused': () =>
    withGateway(
      async () => [{ path: '/down', port: 1 }],
      async ({ raw }) => {
        const upgrade = (path: string): Promise<string> =>
          raw(`GET ${path} HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n`)
        assert.match(await upgrade('/other'), /^HTTP\/1\.1 404 [\s\S]*No route leads/)
        assert.match(await upgrade('/down'), /^HTTP\/1\.1 502 [\s\S]*The service 127\.0\.0\.1 does not answer on port 1/)
      },
    ),
  'an offer of HTTP/2 is passed over, body and all': () =>
    withGateway(
      async ({ http1 }) => [
        {
          port: await http1(async (request, response) =>
            response.end(`${request.method} ${request.headers.upgrade} ${request.headers['http2-settings']} ${await textOf(request)}`),
          ),
        },
      ],
      async ({ port }) => {
        const offer = 'Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABk\r\n'
        const socket = open({ port })
        const text = textOf(socket)
        socket.write(`POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 8\r\n${offer}\r\nbody`)
        await sleep(50)
        socket.write('more')
        await sleep(50)
        socket.write(`GET /2 HTTP/1.1\r\nHost: a\r\n${offer}\r\n`)
        await sleep(50)
        socket.write('GET /3 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')
        assert.match(await text, /POST undefined undefined bodymore[\s\S]*GET undefined undefined [\s\S]*GET undefined undefined [\s\S]*$/)
      },
    ),
})
