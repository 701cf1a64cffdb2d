import { once } from 'node:events'
import { connect } from 'node:http2'
import { type AddressInfo, connect as open, type Server } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import * as assert from 'uvu/assert'
import { parse } from 'yaml'
import { compile } from '../../../src/compile-fully.js'
import { grpcMessage } from '../../../targets/compose/scripts/gateway/grpc-message.js'
import { listen } from '../../../targets/compose/scripts/stub/listen.js'
import { tests } from '../../harness.js'
import { attempt, emit } from './emit.js'
import { ask2 } from './proxy-bed.js'

const shared = 'metadata:\n  name: platform\n  annotations: {experimental.wasmcloud.dev/shared: "true"}\n---\n'
const apps = {
  shop: `
- name: web
  type: webservice
  dependsOn: [prepare]
  properties: {image: nginx:1}
  traits:
    - type: link
      properties: {name: cache, target: {name: cache, port: 6379}}
- name: cache
  type: webservice
  properties: {application: {name: platform, component: cache}}
- name: prepare
  type: task
  properties: {application: {name: platform, component: prepare}}
`,
  platform: `${shared}
- name: cache
  type: webservice
  dependsOn: [prepare]
  properties:
    image: redis:7
    ports: [{port: 6379, name: redis, expose: true}, {port: 53, protocol: UDP}, {port: 90, appProtocol: grpc}]
    env: [{name: PASSWORD, valueFrom: {secretKeyRef: {name: cache, key: password}}}]
  traits:
    - type: storage
      properties: {pvc: [{name: data, mountPath: /data}]}
    - type: sidecar
      properties: {name: agent, image: busybox:1}
    - type: runtime
      properties: {compose: [{kind: service, patch: {entrypoint: [nothing]}}, {kind: service, name: agent, patch: {init: false}}]}
    - type: link
      properties: {name: store, target: {name: store}}
- name: store
  type: webservice
  properties: {application: {name: base, component: store}}
- name: prepare
  type: task
  properties: {image: busybox:1}
- name: nightly
  type: cron-task
  properties: {image: busybox:1, schedule: "0 0 * * *"}
`,
  base: `${shared.replace('platform', 'base')}
- name: store
  type: webservice
  properties: {image: postgres:16, ports: [{port: 5432}]}
`,
}

tests('compose: stubs', {
  'a stub has the name and the ports, and nothing else': () => {
    const { file, files, diagnostics } = emit(apps, { stub: 'platform' })
    const { services } = file
    assert.equal(Object.keys(services).sort(), ['base-store', 'platform-cache', 'platform-prepare', 'shop-web'])
    const { ports, environment, volumes, secrets, depends_on, entrypoint, healthcheck } = services['platform-cache']
    assert.equal(entrypoint, ['node', '/stub.js', 'platform/cache', '6379/any', '53/udp', '90/grpc'])
    assert.equal([environment, volumes, secrets, depends_on], [undefined, undefined, undefined, undefined])
    assert.is(ports[0].published, '6379')
    assert.equal(healthcheck.test.slice(0, 4), ['CMD', 'node', '/stub.js', 'check'])
    assert.equal(services['shop-web'].depends_on, {
      'platform-cache': { condition: 'service_healthy' },
      'platform-prepare': { condition: 'service_completed_successfully' },
    })
    assert.is(services['shop-web'].environment.CONNECTION_CACHE_HOST, 'platform-cache')
    assert.equal([services['platform-prepare'].restart, file['volumes'], file['secrets']], ['no', undefined, undefined])
    assert.equal(Object.keys(files), ['compose.yaml'])
    // all that is not run of it was asked for
    assert.equal(diagnostics, [])
  },
  'what only a stub needs is left out of one application’s part': () => {
    const sources = Object.entries(apps).map(([name, text]) => {
      const [metadata, components] = text.includes('---\n')
        ? text.split('---\n')
        : [`metadata:\n  name: ${name}\n  annotations: {}\n`, text]
      const body = `apiVersion: core.oam.dev/v1beta1\nkind: Application\n${metadata}spec:\n  components:\n${components!.trim().replace(/^/gm, '    ')}\n`
      return { path: `${name}.yaml`, text: body }
    })
    const services = (stub: string): string[] => {
      const { artifacts, diagnostics } = compile(sources, { targets: ['compose'], app: 'shop', settings: { compose: { stub } } })
      assert.equal(
        diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message),
        [],
      )
      return Object.keys(parse(artifacts.find(({ path }) => path.endsWith('compose.yaml'))!.text).services).sort()
    }
    assert.ok(services('').includes('base-store'))
    assert.equal(services('platform'), ['platform-cache', 'platform-prepare', 'shop-web'])
  },
  'a name that is no application is an error with the nearest': () => {
    const { diagnostics, files } = attempt(apps, { stub: 'platform, bse' })
    const [error] = diagnostics.filter(({ severity }) => severity === 'error')
    assert.equal([error?.code, error?.help, files], ['target/option', 'did you mean `base`?', {}])
    assert.match(error!.message, '`bse`')
  },
  'a Wasm workload runs as it is, and it is said': () => {
    const text =
      '- name: web\n  type: component\n  properties: {image: ghcr.io/acme/web:1}\n  traits:\n    - type: spreadscaler\n      properties: {instances: 1}\n'
    const { diagnostics, file } = emit({ shop: text }, { stub: 'shop' })
    assert.ok(diagnostics.some(({ code, span }) => code === 'target/no-stub' && span !== undefined))
    assert.ok('wadm' in file['services'])
  },
})

tests('stub', {
  'HTTP is answered by who stands there': () =>
    withStub('any', async (port) => {
      const answer = await fetch(`http://127.0.0.1:${port}/a?b`, { method: 'POST', body: 'x' })
      assert.equal(await answer.json(), { stub: true, application: 'platform', component: 'cache', method: 'POST', path: '/a?b' })
    }),
  'HTTP/2 too, and a call by gRPC is not implemented': () =>
    withStub('grpc', async (port) => {
      const session = connect(`http://127.0.0.1:${port}`)
      const call = { ':method': 'POST', 'content-type': 'application/grpc' }
      const { headers } = await ask2(session, { ...call, ':path': '/a.B/C' }, 'x')
      assert.equal([headers[':status' as 'age'], headers['grpc-status']], [200, '12'])
      assert.is(JSON.parse((await ask2(session, { ':path': '/p' })).body).path, '/p')
      const health = await ask2(session, { ...call, ':path': '/grpc.health.v1.Health/Check' }, '\0\0\0\0\0')
      assert.equal([health.body, health.trailers['grpc-status']], ['\0\0\0\0\x02\x08\x01', '0'])
      const watch = session.request({ ...call, ':path': '/grpc.health.v1.Health/Watch' })
      assert.is(String((await once(watch, 'data'))[0]), '\0\0\0\0\x02\x08\x01')
      session.destroy()
    }),
  'a message of gRPC has percent and other scripts encoded': () => assert.is(grpcMessage('50 % für: a\n'), '50 %25 f%C3%BCr: a%0A'),
  'what is no HTTP is read and never answered': async () => {
    for (const [kind, text] of [
      ['any', '*1\r\n$4\r\nPING\r\n'],
      ['tcp', 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'],
    ] as const)
      await withStub(kind, async (port) => {
        const socket = open(port, '127.0.0.1')
        let heard = ''
        socket.on('data', (chunk) => {
          heard += chunk
        })
        socket.write(text)
        await sleep(50)
        assert.equal([heard, socket.destroyed], ['', false])
        socket.destroy()
      })
  },
})

async function withStub(kind: string, test: (port: number) => Promise<void>): Promise<void> {
  const server = listen('platform/cache', { number: 0, kind }) as Server
  await once(server, 'listening')
  try {
    await test((server.address() as AddressInfo).port)
  } finally {
    server.close()
  }
}
