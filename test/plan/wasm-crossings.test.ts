import * as assert from 'uvu/assert'
import { tests } from '../harness.js'
import { application, containerOf, planOf, tryPlan, wasmOf } from './plan-of.js'

const handler = 'namespace: wasi, package: http, interfaces: [incoming-handler]'
const hello = '- {name: hello, type: component, properties: {image: "x:1"}, traits: [{type: spreadscaler, properties: {instances: 1}}]}\n'
const server = (source: string, properties = ''): string =>
  `- {name: http, type: capability, properties: {image: "x:2"${properties}}, traits: [{type: link, properties: {target: {name: hello}, ${handler}${source}}}]}\n`
const address = (values: string): string => `, source: {config: [{name: at, properties: {${values}}}]}`
const web = '- {name: web, type: webservice, properties: {image: nginx}, traits: [{type: link, properties: {target: {name: hello}}}]}\n'
const cache = '- {name: cache, type: webservice, properties: {image: redis, ports: [{port: 6379, name: redis}]}}\n'

const endpointsOf = (components: string) =>
  wasmOf(planOf(application('app', components)), 'app/hello').endpoints.map(({ provider, port, path }) => [
    provider,
    port.containerPort,
    path,
  ])

tests('links between Wasm workloads and others', {
  'a component is served where the link says, else where the provider does, else where it does by default': () => {
    assert.equal(endpointsOf(hello + server(address('ADDRESS: "0.0.0.0:8081"'))), [['app/http', 8081, undefined]])
    assert.equal(endpointsOf(hello + server('', ', config: [{name: own, properties: {default_address: "0.0.0.0:9000"}}]')), [
      ['app/http', 9000, undefined],
    ])
    assert.equal(endpointsOf(hello + server('')), [['app/http', 8000, undefined]])
    assert.equal(endpointsOf(hello), [])
  },
  'a component that shares an address has its path in the URL': () => {
    const byPath = server(address('path: /hello'), ', config: [{name: own, properties: {routing_mode: path}}]')
    const { env } = containerOf(planOf(application('app', hello + byPath + web)), 'app/web').main
    assert.equal(env.find(({ name }) => name === 'CONNECTION_HELLO_URL')?.parts, [
      { address: 'url', to: 'app/hello', port: 8000, scheme: 'http' },
      { text: '/hello' },
    ])
  },
  'a component and a provider have addresses in configuration of their own': () => {
    const link = `{type: link, properties: {name: store, target: {name: cache}, source: {config: [{name: c, properties: {url: "\${target.url}/0"}}, {name: elsewhere}]}}}`
    const provider = `- {name: kv, type: capability, properties: {image: "x:3"}, traits: [${link}]}\n`
    const planned = planOf(application('My-App', cache + provider))
    const kv = wasmOf(planned, 'My-App/kv')
    assert.equal(kv.config, [{ name: 'elsewhere', key: 'elsewhere' }])
    assert.equal(kv.connections, [
      {
        name: 'kv-store',
        key: 'my_app-kv_store',
        values: [
          { name: 'CONNECTION_STORE_HOST', parts: [{ address: 'host', to: 'My-App/cache', port: 6379, scheme: 'redis' }] },
          { name: 'CONNECTION_STORE_PORT', parts: [{ address: 'port', to: 'My-App/cache', port: 6379, scheme: 'redis' }] },
          { name: 'CONNECTION_STORE_URL', parts: [{ address: 'url', to: 'My-App/cache', port: 6379, scheme: 'redis' }] },
          { name: 'url', parts: [{ address: 'url', to: 'My-App/cache', port: 6379, scheme: 'redis' }, { text: '/0' }] },
        ],
      },
    ])
    const { components } = planned.plan.applications[0]!.wadm!.spec as { components: { properties: object }[] }
    assert.equal(components[0]!.properties, { image: 'x:3', config: [{ name: 'elsewhere' }] })
  },
  'secrets of such a link are secrets of the source': () => {
    const secret = 'secrets: [{name: password, properties: {policy: vault, key: db}}]'
    const component = `- {name: hello, type: component, properties: {image: "x:1"}, traits: [{type: spreadscaler, properties: {instances: 1}}, {type: link, properties: {target: {name: cache}, source: {${secret}}}}]}\n`
    const policy = '  policies: [{name: vault, type: policy.secret.wasmcloud.dev/v1alpha1, properties: {backend: nats-kv}}]\n'
    const planned = planOf(`${application('app', cache + component)}${policy}`)
    const { secrets, connections } = wasmOf(planned, 'app/hello')
    assert.equal(
      secrets.map(({ name }) => name),
      ['password'],
    )
    assert.not.ok(JSON.stringify(connections).includes('password'))
    assert.ok(JSON.stringify(planned.plan.applications[0]!.wadm).includes('"key":"db"'))
  },
  'an application alone brings the servers of what it links to': () => {
    const shared = '{experimental.wasmcloud.dev/shared: "true"}'
    const lattice = {
      'greetings.yaml': application('greetings', hello + server(''), shared),
      'shop.yaml': application(
        'shop',
        `${web}- {name: hello, type: component, properties: {application: {name: greetings, component: hello}}}\n`,
      ),
    }
    const { plan } = planOf(lattice, 'shop')
    assert.equal(
      plan.applications.flatMap(({ workloads }) => workloads.map(({ id }) => id)),
      ['greetings/hello', 'greetings/http', 'shop/web'],
    )
  },
  'variables of the target are checked on such links too': () => {
    const link = '{type: link, properties: {target: {name: cache}, source: {config: [{name: c, properties: {url: "${target.ulr}"}}]}}}'
    const component = `- {name: hello, type: component, properties: {image: "x:1"}, traits: [{type: spreadscaler, properties: {instances: 1}}, ${link}]}\n`
    assert.equal(
      tryPlan({ 'app.yaml': application('app', cache + component) }).diagnostics.map(({ code }) => code),
      ['link/unknown-variable'],
    )
  },
})
