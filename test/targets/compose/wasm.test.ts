import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { compile } from '../../../src/compile-fully.js'
import { checkWadm } from '../../../src/language/wadm/check-wadm.js'
import { root, tests } from '../../harness.js'
import { attempt, type Emitted, emit } from './emit.js'

const link = (target: string, more = ''): string => `{type: link, properties: {target: {name: ${target}}${more}}}`
const handler = 'namespace: wasi, package: http, interfaces: [incoming-handler]'
const spread = (...zones: string[]): string =>
  `{type: spreadscaler, properties: {instances: ${zones.length}, spread: [${zones.map((zone) => `{name: ${zone}, requirements: {zone: ${zone}}}`)}]}}`
const everywhere = '{type: spreadscaler, properties: {instances: 1}}'

function server(target: string, address = '0.0.0.0:8080', scaler = everywhere): string {
  const config = `source: {config: [{name: "http-${target}", properties: {address: "${address}"}}]}`
  return `- name: http\n  type: capability\n  properties: {image: wasmcloud+builtin://http-server}\n  traits: [${scaler}, ${link(target, `, ${handler}, ${config}`)}]\n`
}
const component = (name: string, traits = everywhere): string =>
  `- name: ${name}\n  type: component\n  properties: {image: "ghcr.io/acme/${name}:1.0.0"}\n  traits: [${traits}]\n`
const container = (name: string, traits = '', ports = ''): string =>
  `- name: ${name}\n  type: webservice\n  properties: {image: "redis:7"${ports}}\n  traits: [${traits}]\n`

const codes = ({ diagnostics }: Pick<Emitted, 'diagnostics'>): string[] => diagnostics.map(({ code }) => code)

function handed({ file }: Emitted, name: string) {
  return JSON.parse((file['configs'] as Record<string, { content: string }>)[`manifests.${name}`]!.content.replaceAll('$$', '$')) as {
    spec: { components: { name: string; properties: { config?: { name: string; properties: Record<string, string> }[] } }[] }
  }
}

tests('wasmCloud under Compose', {
  'each waits for what it needs': () => {
    const { services } = emit({ app: server('hello') + component('hello') }).file as { services: Record<string, { depends_on?: object }> }
    const waits = (name: string): object => services[name]?.depends_on ?? {}
    assert.equal(waits('wadm'), { tools: { condition: 'service_completed_successfully' }, nats: { condition: 'service_healthy' } })
    assert.equal(waits('wasmcloud.default'), {
      tools: { condition: 'service_completed_successfully' },
      wadm: { condition: 'service_healthy' },
    })
    assert.equal(waits('manifests'), { wadm: { condition: 'service_healthy' }, 'wasmcloud.default': { condition: 'service_healthy' } })
  },
  'a container waits for the manifests of what it links to, and they for the containers that they link to': () => {
    const { services } = emit({
      app: `${server('hello') + component('hello', `${everywhere}, ${link('cache')}`)}${container('web', link('hello'))}${container('cache', '', ', port: 6379')}`,
    }).file as { services: Record<string, { depends_on: Record<string, object> }> }
    assert.equal(services['app-web']!.depends_on, { manifests: { condition: 'service_completed_successfully' } })
    assert.ok('app-cache' in services['manifests']!.depends_on)
  },
  'images, registries and backends are options': () => {
    const options = {
      'wasmcloud-image': 'r.example/host:2',
      'wadm-image': 'r.example/wadm:2',
      'nats-image': 'r.example/nats:3',
      'oci-insecure': 'r.example:5000',
      'secrets-topic': 'wasmcloud.secrets',
    }
    const { services } = emit({ app: component('hello') }, options).file as {
      services: Record<string, { image: string; environment: Record<string, string> }>
    }
    const host = services['wasmcloud.default']!
    assert.equal(
      [host.image, services['wadm']!.image, services['nats']!.image],
      ['r.example/host:2', 'r.example/wadm:2', 'r.example/nats:3'],
    )
    assert.is(host.environment['WASMCLOUD_OCI_ALLOWED_INSECURE'], 'r.example:5000')
    assert.is(host.environment['WASMCLOUD_SECRETS_TOPIC'], 'wasmcloud.secrets')
    assert.is(host.environment['WASMCLOUD_OCI_ALLOW_LATEST'], undefined)
  },
  'secrets are lost unless a backend is named': () => {
    const text = readFileSync(join(root, 'test/features/wasm-secret.yaml'), 'utf8')
    const said = (options: Readonly<Record<string, string>>): string[] =>
      codes(compile([{ path: 'shop.yaml', text }], { targets: ['compose'], settings: { compose: options }, cwd: '/' }))
    assert.equal(said({}), ['target/unsupported'])
    assert.equal(said({ 'secrets-topic': 'wasmcloud.secrets' }), [])
  },
  'hosts take the tag `latest` only where an image has it': () => {
    for (const image of ['ghcr.io/acme/x:latest', 'ghcr.io/acme/x', 'localhost:5000/x']) {
      const { services } = emit({ app: component('x').replace('ghcr.io/acme/x:1.0.0', image) }).file as {
        services: Record<string, { environment: Record<string, string> }>
      }
      assert.is(services['wasmcloud.default']!.environment['WASMCLOUD_OCI_ALLOW_LATEST'], 'true', image)
    }
  },
  'a container reaches a component where its HTTP server runs, also a shared one': () => {
    const shared = 'metadata:\n  name: edge\n  annotations: {experimental.wasmcloud.dev/shared: "true"}\n---\n'
    const http = `- name: http\n  type: capability\n  properties: {image: wasmcloud+builtin://http-server}\n  traits: [${spread('eu')}]\n`
    const reference = server('hello', '0.0.0.0:8081', '')
      .replace('{image: wasmcloud+builtin://http-server}', '{application: {name: edge, component: http}}')
      .replace('[, ', '[')
    const emitted = emit({
      edge: shared + http,
      app: `${reference + component('hello', spread('eu'))}${container('web', link('hello', ', source: {config: [{name: c, properties: {WHERE: "${target.host}/${target.port}"}}]}'))}`,
    })
    const { services } = emitted.file as { services: Record<string, { environment: object; networks?: object }> }
    assert.equal(services['app-web']!.environment, {
      CONNECTION_HELLO_HOST: 'app-hello',
      CONNECTION_HELLO_PORT: '8081',
      CONNECTION_HELLO_URL: 'http://app-hello:8081',
      WHERE: 'app-hello/8081',
    })
    assert.equal(services['wasmcloud.eu']!.networks, { default: { aliases: ['app-hello'] } })
    assert.equal(codes(emitted), [])
  },
  'of several addresses the link chooses one, else the first counts': () => {
    const two = `${server('hello')}${server('hello', '0.0.0.0:9090').replace('name: http\n', 'name: more\n').replace('http-hello', 'more-hello')}${component('hello')}`
    const portOf = (target: string): unknown =>
      (emit({ app: two + container('web', `{type: link, properties: {target: ${target}}}`) }).file['services'] as never)['app-web'][
        'environment'
      ]['CONNECTION_HELLO_PORT']
    assert.is(portOf('{name: hello}'), '8080')
    assert.is(portOf('{name: hello, port: 9090}'), '9090')
    assert.is(portOf('{name: hello, port: http-9090}'), '9090')
    assert.equal(codes(attempt({ app: two + container('web', '{type: link, properties: {target: {name: hello, port: 70}}}') })), [
      'link/unknown-port',
    ])
  },
  'a Spin application reaches a component as a container does': () => {
    const spin = `- name: site\n  type: spin\n  properties: {image: "ghcr.io/acme/site:1.0.0"}\n  traits: [${link('hello')}]\n`
    const { services } = emit({ app: server('hello') + component('hello') + spin }).file as {
      services: Record<string, { environment: object }>
    }
    assert.is((services['app-site']!.environment as Record<string, string>)['SPIN_VARIABLE_CONNECTION_HELLO_URL'], 'http://app-hello:8080')
  },
  'a component that no HTTP server answers for cannot be reached': () =>
    assert.equal(codes(attempt({ app: component('hello') + container('web', link('hello')) })), ['link/not-served']),
  'a component has the addresses of containers and Spin applications in its configuration': () => {
    const spin = '- name: site\n  type: spin\n  properties: {image: "ghcr.io/acme/site:1.0.0"}\n'
    const redis = link('cache', ', name: store, source: {config: [{name: c, properties: {url: "${target.url}/1", price: "$5"}}]}')
    const emitted = emit({
      app: `${component('hello', `${everywhere}, ${redis}, ${link('site')}`)}${container('cache', '', ', ports: [{port: 6379, name: redis}]')}${spin}`,
    })
    const { spec } = handed(emitted, 'app')
    assert.equal(spec.components, [
      {
        name: 'hello',
        type: 'component',
        properties: {
          image: 'ghcr.io/acme/hello:1.0.0',
          config: [
            {
              name: 'hello-store',
              properties: {
                CONNECTION_STORE_HOST: 'app-cache',
                CONNECTION_STORE_PORT: '6379',
                CONNECTION_STORE_URL: 'redis://app-cache:6379',
                url: 'redis://app-cache:6379/1',
                price: '$5',
              },
            },
            {
              name: 'hello-site',
              properties: { CONNECTION_SITE_HOST: 'app-site', CONNECTION_SITE_PORT: '80', CONNECTION_SITE_URL: 'http://app-site:80' },
            },
          ],
        },
        traits: [{ type: 'spreadscaler', properties: { instances: 1 } }],
      },
    ] as never)
    const { verdict, failures } = checkWadm(JSON.stringify(handed(emitted, 'app')))
    assert.equal([verdict, failures], ['valid', []])
  },
  'names of that configuration stay apart in the lattice': () => {
    const cache = container('cache', '', ', port: 6379')
    const own = component('a', `${everywhere}, ${link('cache', ', name: b-c')}`).replace(
      '1.0.0"}',
      '1.0.0", config: [{name: a.b-c, properties: {x: y}}]}',
    )
    const emitted = emit({ app: own + component('a-b', `${everywhere}, ${link('cache', ', name: c')}`) + cache })
    const names = handed(emitted, 'app').spec.components.flatMap(({ properties }) => properties.config?.map(({ name }) => name))
    assert.equal(names, ['a-b-c-2', 'a.b-c', 'a-b-c-3'])
  },
  'a built-in HTTP server apart from its component is said': () => {
    const said = (scalers: [string, string]): string[] =>
      codes(attempt({ app: server('hello', undefined, scalers[0]) + component('hello', scalers[1]) }))
    assert.equal(said([spread('eu'), spread('us')]), ['target/apart'], 'never on one host')
    assert.equal(said([everywhere, spread('us', 'eu')]), ['target/apart'], 'a host without labels runs the server alone')
    assert.equal(said([spread('eu', 'us'), spread('us', 'eu')]), [], 'wherever it runs')
    assert.equal(said([spread('eu', 'us'), spread('us')]), ['target/apart'], 'on one host of two')
    assert.equal(said([spread('eu'), spread('eu')]), [])
  },
  'a name of several hosts of which one answers is said': () => {
    const app = (scaler: string): string =>
      server('hello', undefined, scaler) + component('hello', spread('us', 'eu')) + container('web', link('hello'))
    assert.equal(codes(attempt({ app: app(everywhere) })), ['target/apart', 'target/several-hosts'])
    assert.equal(codes(attempt({ app: app(spread('eu')) })), [])
  },
})
