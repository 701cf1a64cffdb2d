import * as assert from 'uvu/assert'
import { tests } from '../../harness.js'
import { attempt, emit } from './emit.js'

/** A web service with gateways, each a map in YAML's short form. */
function routed(gateways: readonly string[], port = 'port: 8080', name = 'web'): string {
  const traits = gateways.map((properties) => `    - type: gateway\n      properties: ${properties}\n`).join('')
  return `
- name: ${name}
  type: webservice
  properties:
    image: nginx:1
    ports: [{${port}}]
  traits:
${traits}`
}

type Applications = Readonly<Record<string, string>>

function routesOf(applications: Applications): object[] {
  const { file } = emit(applications)
  return JSON.parse(file['configs']['gateway.routes'].content.replaceAll('$$', '$'))
}

tests('compose: gateway', {
  'routes stand in the file by host and path, and publish nothing of their own': () => {
    const apps = {
      shop: routed(['{domain: shop.example.com, pathType: Prefix, http: {/: 8080, /$a: 8080}, rewrite: /b}']),
      rpc: routed(['{pathType: Exact, http: {/rpc: 9090}, name: calls}'], 'port: 9090, appProtocol: grpc'),
      any: routed(['{http: {/any: 8080}}']),
    }
    const shop = { host: 'shop.example.com', match: 'prefix', rewrite: '/b', service: 'shop-web', port: 8080 }
    assert.equal(routesOf(apps), [
      { path: '/any', match: 'start', service: 'any-web', port: 8080 },
      { path: '/rpc', match: 'exact', service: 'rpc-web', port: 9090, http2: true, name: 'calls' },
      { ...shop, path: '/' },
      { ...shop, path: '/$a' },
    ])
    const { file, diagnostics } = emit(apps)
    assert.equal(diagnostics, [])
    const published = Object.entries(file['services']).filter(([, service]) => 'ports' in (service as object))
    assert.equal(
      published.map(([name]) => name),
      ['gateway'],
    )
    const { ports, depends_on } = file['services'].gateway
    assert.equal([ports[0].published, ports[0].target, ports[0].host_ip, depends_on], ['8000', 8000, '127.0.0.1', undefined])
  },
  'without routes there is none': () => assert.not('gateway' in emit({ shop: routed([]).replace('  traits:\n', '') }).file['services']),
  'an exposed port is published besides': () => {
    const { file } = emit({ shop: routed(['{http: {/: 8080}}'], 'port: 8080, expose: true') })
    assert.equal([file['services']['shop-web'].ports[0].published, file['services'].gateway.ports[0].published], ['8080', '8000'])
  },
  'a number that a workload claims is the workload’s, and it is said': () => {
    const apps = {
      shop: routed(['{http: {/: 8000}}'], 'port: 8000, expose: true'),
      more: routed(['{http: {/m: 8001}}'], 'port: 8001, expose: true'),
    }
    const { file, diagnostics } = emit(apps)
    assert.equal(
      ['shop-web', 'more-web', 'gateway'].map((name) => file['services'][name].ports[0].published),
      ['8000', '8001', '8002'],
    )
    assert.equal(
      diagnostics.map(({ code, severity, message }) => [code, severity, message.replace(/.*;/, '')]),
      [['target/port-taken', 'info', ' compose publishes the gateway under 8002']],
    )
    // who has chosen the number is warned
    const asked = emit(apps, { 'gateway-port': '8001' })
    assert.equal([asked.file['services'].gateway.ports[0].published, asked.diagnostics[0]?.severity], ['8002', 'warning'])
  },
  'options choose image and port': () => {
    const of = (port: string) =>
      emit({ shop: routed(['{http: {/: 8080}}']) }, { 'gateway-port': port, 'gateway-image': 'n$de:22' }).file['services'].gateway
    assert.equal([of('9000').ports[0].published, of('auto').ports[0].published, of('auto').image], ['9000', undefined, 'n$$de:22'])
    for (const port of ['0', '65536', 'x', '']) {
      const { diagnostics, files } = attempt({ shop: routed(['{http: {/: 8080}}']) }, { 'gateway-port': port })
      assert.equal(
        diagnostics.map(({ code, severity }) => [code, severity]),
        [['target/option', 'error']],
      )
      assert.equal(files, {})
    }
  },
  'routes of separate classes that would be one: the first has the requests, and it is said': () => {
    const apps = { a: routed(['{http: {/x: 8080}}']), b: routed(['{http: {/x: 8080}, class: inside}']) }
    const { diagnostics } = emit(apps)
    assert.equal(routesOf(apps), [{ path: '/x', match: 'start', service: 'a-web', port: 8080 }])
    assert.equal(diagnostics.map(({ code }) => code).sort(), ['target/route-taken', 'target/unsupported'])
    assert.match(diagnostics.find(({ code }) => code === 'target/route-taken')!.message, 'leads to `a-web` and not to `b/web`')
    const same = routed(['{http: {/x: 8080}, class: inside, name: inside}', '{http: {/x: 8080}, class: outside, name: outside}'])
    assert.equal(routesOf({ a: same }), [{ path: '/x', match: 'start', service: 'a-web', port: 8080, name: 'inside, outside' }])
    assert.equal(
      emit({ a: same }).diagnostics.map(({ code }) => code),
      ['target/unsupported', 'target/unsupported'],
    )
  },
  'what only an ingress has is named, each at its place and once': () => {
    const { diagnostics } = emit({
      shop: routed([
        '{http: {/a: 8080, /b: 8080}, secretName: tls, class: traefik, classInSpec: true, gatewayHost: g, existingServiceName: s, labels: {l: "1"}, annotations: {n: "1"}}',
      ]),
    })
    const places = diagnostics.map(({ span }) => span?.source.text.slice(span.start, span.end))
    assert.equal([...places].sort(), ['annotations', 'g', 'labels', 's', 'tls', 'traefik', 'true'])
    assert.ok(diagnostics.every(({ code }) => code === 'target/unsupported'))
  },
  'Spin applications have routes too': () => {
    const spin =
      '- name: web\n  type: spin\n  properties: {image: ghcr.io/acme/web:1}\n  traits:\n    - type: gateway\n      properties: {http: {/: 80}}\n'
    assert.equal(routesOf({ shop: spin }), [{ path: '/', match: 'start', service: 'shop-web', port: 80 }])
  },
})
