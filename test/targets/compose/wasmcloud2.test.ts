import * as assert from 'uvu/assert'
import type { StartRequest } from '../../../targets/compose/wasmcloud2/start-request.js'
import { tests } from '../../harness.js'
import { attempt, type Emitted, emit } from './emit.js'

const v2 = { runtime: 'v2' }
const link = (target: string, wit: string, more = ''): string => `{type: link, properties: {target: {name: ${target}${more}}, ${wit}}}`
const http = 'namespace: wasi, package: http, interfaces: [incoming-handler]'
const client = 'namespace: wasi, package: http, interfaces: [outgoing-handler]'
const store = 'namespace: wasi, package: keyvalue, interfaces: [store, atomics]'
const spread =
  '{type: spreadscaler, properties: {instances: 10, spread: [{name: a, requirements: {zone: eu}, weight: 70}, {name: b, requirements: {zone: us}, weight: 30}]}}'
const component = (name: string, traits: string, more = ''): string =>
  `- name: ${name}\n  type: component\n  properties: {image: "ghcr.io/acme/${name}:1.0.0"${more}}\n  traits: [${traits}]\n`
const provider = (name: string, image: string, traits = ''): string =>
  `- name: ${name}\n  type: capability\n  properties: {image: "${image}"}\n  traits: [${traits}]\n`
const server = (target: string, port = 8080): string =>
  provider(
    'http',
    'ghcr.io/wasmcloud/http-server:0.27.0',
    `{type: link, properties: {target: {name: ${target}}, ${http}, source: {config: [{name: at-${target}, properties: {address: "0.0.0.0:${port}"}}]}}}`,
  )
const one = '{type: spreadscaler, properties: {instances: 1}}'

function requests({ file }: Emitted): readonly StartRequest[] {
  return Object.entries(file['configs'] as Record<string, { content: string }>)
    .filter(([name]) => /^manifests\.(?!start$)/.test(name))
    .map(([, { content }]) => JSON.parse(content.replaceAll('$$', '$')) as StartRequest)
}

const errors = (components: string): string[] =>
  attempt({ app: components }, v2)
    .diagnostics.filter(({ severity }) => severity === 'error')
    .map(({ code, message }) => `${code}: ${message}`)

tests('wasmCloud 2 under Compose', {
  'a workload stands once in each group of hosts, which one service starts': () => {
    const emitted = emit({ app: server('hello') + component('hello', spread, ', config: [{name: own, properties: {a: "$b"}}]') }, v2)
    const services = emitted.file['services'] as Record<string, { command: string[]; image: string; networks?: object; ports?: object[] }>
    assert.equal(Object.keys(services), ['tools', 'nats', 'wasmcloud.eu', 'wasmcloud.us', 'manifests', 'done'])
    assert.is(services['wasmcloud.eu']!.image, 'ghcr.io/wasmcloud/wash:2.7.0')
    assert.is(
      services['wasmcloud.eu']!.command.join(' '),
      'host --scheduler-nats-url nats://nats:4222 --data-nats-url nats://nats:4222 --host-group eu --host-name wasmcloud.eu --environment app --http-addr 0.0.0.0:8080',
    )
    assert.equal(services['wasmcloud.eu']!.networks, { default: { aliases: ['app-hello'] } })
    assert.equal(services['wasmcloud.eu']!.ports, [{ target: 8080, host_ip: '127.0.0.1', protocol: 'tcp' }], 'both hosts have the port')
    assert.equal(services['manifests']!.command, ['eu', 'app-hello-eu', 'us', 'app-hello-us'])
    assert.equal(requests(emitted)[0], {
      workloadId: 'app-hello-eu',
      workload: {
        namespace: 'app',
        name: 'app-hello-eu',
        annotations: { application: 'app', spread: 'a', config: 'own, at-hello' },
        witWorld: {
          components: [{ name: 'hello', image: 'ghcr.io/acme/hello:1.0.0', poolSize: 7, localResources: { environment: { a: '$b' } } }],
          hostInterfaces: [
            {
              namespace: 'wasi',
              package: 'http',
              interfaces: ['incoming-handler'],
              config: { host: 'app-hello', 'host-aliases': 'app-hello.localhost,localhost,wasmcloud.eu' },
            },
          ],
        },
      },
    })
    assert.is(requests(emitted)[1]!.workload.witWorld.components[0]!.poolSize, 3)
    assert.equal(
      emitted.diagnostics.map(({ code }) => code),
      [],
    )
  },
  'components that call each other are one workload, and providers are what the host has': () => {
    const call = 'namespace: acme, package: names, interfaces: [lookup]'
    const bus = 'namespace: wasmcloud, package: messaging'
    const emitted = emit(
      {
        app:
          component('a', `${one}, ${link('b', call)}, ${link('kv', store)}, ${link('web', client)}`) +
          component('b', one) +
          provider('kv', 'ghcr.io/wasmcloud/keyvalue-nats:0.3.1') +
          provider('web', 'wasmcloud+builtin://http-client') +
          provider(
            'bus',
            'ghcr.io/wasmcloud/messaging-nats:0.27.0',
            `{type: link, properties: {target: {name: b}, ${bus}, interfaces: [handler], source: {config: [{name: topics, properties: {subscriptions: orders}}]}}}`,
          ),
      },
      v2,
    )
    const [request, ...others] = requests(emitted)
    assert.equal(others, [])
    const { components, hostInterfaces } = request!.workload.witWorld
    assert.equal(
      components.map(({ name, localResources }) => [name, localResources?.allowedHosts]),
      [
        ['a', ['*']],
        ['b', undefined],
      ],
    )
    assert.equal(hostInterfaces, [
      { namespace: 'wasi', package: 'keyvalue', interfaces: ['store', 'atomics'] },
      { namespace: 'wasmcloud', package: 'messaging', interfaces: ['handler'], config: { subscriptions: 'orders' } },
    ])
  },
  'containers and components know each other as under wasmCloud 1': () => {
    const cache = '- name: cache\n  type: webservice\n  properties: {image: "redis:7", port: 6379}\n'
    const web = `- name: web\n  type: webservice\n  properties: {image: "nginx:1"}\n  traits: [{type: link, properties: {target: {name: hello}}}]\n`
    const emitted = emit(
      { app: `${server('hello') + component('hello', `${one}, {type: link, properties: {target: {name: cache}}}`)}${cache}${web}` },
      v2,
    )
    const services = emitted.file['services'] as Record<string, { environment: Record<string, string>; depends_on: object }>
    assert.is(services['app-web']!.environment['CONNECTION_HELLO_URL'], 'http://app-hello:8080')
    assert.ok('app-cache' in services['manifests']!.depends_on)
    assert.is(
      requests(emitted)[0]!.workload.witWorld.components[0]!.localResources?.environment?.['CONNECTION_CACHE_URL'],
      'redis://app-cache:6379',
    )
  },
  'what it cannot express is an error at its line': () => {
    const image = component('a', one).replace('ghcr.io/acme/a:1.0.0', 'file:///srv/a.wasm')
    assert.equal(errors(image), ['target/wasmcloud-two: hosts of wasmCloud 2 take components from registries only'])
    assert.match(
      errors(`${component('a', `${one}, ${link('kv', store)}`)}${provider('kv', 'ghcr.io/wasmcloud/keyvalue-redis:0.28.2')}`)[0]!,
      'runs no capability providers',
    )
    assert.match(errors(component('a', one, ', config: [{name: elsewhere}]'))[0]!, 'nothing stores the configuration `elsewhere`')
    const apart = component('a', `${spread}, ${link('b', 'namespace: x, package: y, interfaces: [z]')}`) + component('b', one)
    assert.match(errors(apart)[0]!, '`app/a` and `app/b` call each other')
    const ports = `${server('a')}${server('b', 9090).replace('name: http\n', 'name: more\n')}${component('a', one)}${component('b', one)}`
    assert.match(errors(ports)[0]!, 'one port for HTTP, and `default` has 8080 already')
  },
  'what does nothing there is named': () => {
    const said = attempt({ app: server('hello') + component('hello', one, ', id: chosen') }, v2).diagnostics
    assert.ok(said.some(({ code, message }) => code === 'target/no-effect' && message.includes('no identifiers')))
    const bucket = component('a', `${one}, ${link('kv', store, ', config: [{name: c, properties: {bucket: mine}}]')}`)
    const lost = attempt({ app: bucket + provider('kv', 'ghcr.io/wasmcloud/keyvalue-nats:0.3.1') }, v2).diagnostics
    assert.equal(
      lost.map(({ code, message }) => [code, message]),
      [['target/unused', 'compose does nothing with `properties`']],
    )
  },
})
