import * as assert from 'uvu/assert'
import { parse } from 'yaml'
import { compile } from '../../../src/compile-fully.js'
import { tests } from '../../harness.js'
import { named, type Rendered, rendered, tried } from './rendered.js'

const v2 = { runtime: 'v2', namespace: 'store' }
const link = (target: string, wit: string, more = ''): string => `{type: link, properties: {target: {name: ${target}${more}}${wit}}}`
const http = ', namespace: wasi, package: http, interfaces: [incoming-handler]'
const client = ', namespace: wasi, package: http, interfaces: [outgoing-handler]'
const store = ', namespace: wasi, package: keyvalue, interfaces: [store, atomics]'
const call = ', namespace: acme, package: names, interfaces: [lookup]'
const one = '{type: spreadscaler, properties: {instances: 1}}'
const spread =
  '{type: spreadscaler, properties: {instances: 10, spread: [{name: a, requirements: {zone: eu}, weight: 70}, {name: b, requirements: {zone: us}, weight: 30}]}}'
const component = (name: string, traits: string, more = ''): string =>
  `- name: ${name}\n  type: component\n  properties: {image: "ghcr.io/acme/${name}:1.0.0"${more}}\n  traits: [${traits}]\n`
const provider = (name: string, image: string, traits = '', more = ''): string =>
  `- name: ${name}\n  type: capability\n  properties: {image: "ghcr.io/wasmcloud/${image}"${more}}\n  traits: [${traits}]\n`
const server = (target: string, port = 8080): string =>
  provider(
    `http-${port}`,
    'http-server:0.27.0',
    `{type: link, properties: {target: {name: ${target}}${http}, source: {config: [{name: at-${target}-${port}, properties: {address: "0.0.0.0:${port}"}}]}}}`,
  )
const cache = '- {name: cache, type: webservice, properties: {image: redis, ports: [{port: 6379, name: redis}]}}\n'
const api = '- {name: api, type: webservice, properties: {image: nginx, ports: [{port: 8081, name: http}]}}\n'

const deployments = (output: Rendered) => named(output, 'WorkloadDeployment')
const said = ({ diagnostics }: Rendered, code: string) => diagnostics.filter((one) => one.code === code).map(({ message }) => message)
const errors = (components: string, options: Readonly<Record<string, string>> = v2) =>
  tried({ shop: components }, options)
    .diagnostics.filter(({ severity }) => severity === 'error')
    .map(({ code, message }) => `${code}: ${message}`)

tests('kubernetes: wasmCloud 2', {
  'a component stands once in each group of hosts, behind one Service whose endpoints the operator keeps': () => {
    const output = rendered(
      { shop: server('hello') + component('hello', spread, ', config: [{name: own, properties: {a: "{{ b }}"}}]') },
      v2,
    )
    assert.equal(Object.keys(deployments(output)), ['shop-hello-eu', 'shop-hello-us'])
    const { metadata, spec } = deployments(output)['shop-hello-eu']
    assert.equal([metadata.namespace, metadata.annotations['manifest-compiler.dev/spread']], ['store', 'a'])
    assert.equal(spec, {
      replicas: 1,
      kubernetes: { service: { name: 'shop-hello' } },
      template: {
        spec: {
          hostSelector: { hostgroup: 'eu' },
          components: [{ name: 'hello', image: 'ghcr.io/acme/hello:1.0.0', localResources: { environment: { config: { a: '{{ b }}' } } } }],
          hostInterfaces: [{ namespace: 'wasi', package: 'http', interfaces: ['incoming-handler'], config: { host: 'shop-hello' } }],
        },
      },
    })
    assert.equal(named(output, 'Service')['shop-hello'].spec, { ports: [{ name: 'http', port: 8080, appProtocol: 'http' }] })
    assert.equal(
      output.objects.filter(({ kind }) => kind === 'Deployment' || kind === 'Job' || kind === 'StatefulSet'),
      [],
      'nothing of wasmCloud 1 is there',
    )
  },
  'instances are no bound, kept between calls, or placements': () => {
    const of = (instances: string) => {
      const { spec } = deployments(rendered({ shop: component('hello', spread) }, { ...v2, instances }))['shop-hello-eu']
      return [spec.replicas, spec.template.spec.components[0].poolSize]
    }
    assert.equal(of('calls'), [1, undefined])
    assert.equal(of('pool'), [1, 7])
    assert.equal(of('replicas'), [7, undefined])
    assert.is(said(rendered({ shop: component('hello', spread) }, v2), 'target/no-effect').length, 1)
    assert.is(said(rendered({ shop: component('hello', spread) }, { ...v2, instances: 'pool' }), 'target/no-effect').length, 0)
  },
  'components that call each other are one workload, and providers are what hosts have': () => {
    const bus = `{type: link, properties: {target: {name: b}, namespace: wasmcloud, package: messaging, interfaces: [handler], source: {config: [{name: topics, properties: {subscriptions: orders}}]}}}`
    const output = rendered(
      {
        shop:
          component('a', `${one}, ${link('b', call)}, ${link('kv', store)}, ${link('web', client)}`) +
          component('b', one) +
          provider('kv', 'keyvalue-nats:0.3.1') +
          provider('web', 'http-client:0.12.0') +
          provider('bus', 'messaging-nats:0.27.0', bus),
      },
      v2,
    )
    assert.equal(Object.keys(deployments(output)), ['shop-a'])
    const { components, hostInterfaces } = deployments(output)['shop-a'].spec.template.spec
    assert.equal(components, [
      { name: 'a', image: 'ghcr.io/acme/a:1.0.0', localResources: { allowedHosts: ['*'] } },
      { name: 'b', image: 'ghcr.io/acme/b:1.0.0' },
    ])
    assert.equal(hostInterfaces, [
      { namespace: 'wasi', package: 'keyvalue', interfaces: ['store', 'atomics'] },
      { namespace: 'wasmcloud', package: 'messaging', interfaces: ['handler'], config: { subscriptions: 'orders' } },
    ])
  },
  'a link to a container is an address that the hosts find, and leave to connect to it': () => {
    const output = rendered({ shop: component('hello', `${one}, ${link('cache', '')}, ${link('api', '')}`) + cache + api }, v2)
    const { environment, allowedHosts, allowedIpNameLookups } =
      deployments(output)['shop-hello'].spec.template.spec.components[0].localResources
    assert.is(environment.config.CONNECTION_CACHE_URL, 'redis://shop-cache.store.svc:6379')
    assert.equal([allowedHosts, allowedIpNameLookups], [['shop-api.store.svc:8081'], ['shop-cache.store.svc']])
    assert.equal(named(output, 'NetworkPolicy')['shop-cache'].spec.ingress, [
      {
        from: [
          {
            namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'wasmcloud' } },
            podSelector: { matchLabels: { 'wasmcloud.com/name': 'hostgroup', 'wasmcloud.com/hostgroup': 'default' } },
          },
        ],
        ports: [{ port: 6379 }],
      },
    ])
    assert.match(errors(component('hello', `${one}, ${link('cache', '')}`) + cache, { runtime: 'v2' })[0] ?? '', 'has no address there')
    assert.equal(errors(component('hello', `${one}, ${link('cache', '')}`) + cache, { runtime: 'v2', 'operator-namespace': '' }), [])
  },
  'a container reaches a component at the port of the hosts, by the name of its Service': () => {
    const web = `- {name: web, type: webservice, properties: {image: nginx}, traits: [${link('hello', '')}]}\n`
    const output = rendered({ shop: server('hello') + component('hello', one) + web }, v2)
    const [container] = named(output, 'Deployment')['shop-web'].spec.template.spec.containers
    assert.equal(
      container.env.find(({ name }: { name: string }) => name === 'CONNECTION_HELLO_URL'),
      { name: 'CONNECTION_HELLO_URL', value: 'http://shop-hello:8080' },
    )
    assert.equal(named(output, 'NetworkPolicy')['shop-web'].spec.egress[0].ports, [{ port: 9191 }])
  },
  'configuration from outside is a ConfigMap, and secrets are keys of a Secret': () => {
    const secrets = ', config: [{name: elsewhere}], secrets: [{name: token, properties: {policy: vault, key: shop/token}}]'
    const output = rendered(
      {
        shop: `apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: {name: shop, annotations: {}}\nspec:\n  components:\n${component('hello', one, secrets).replace(/^/gm, '    ')}\n  policies: [{name: vault, type: policy.secret.wasmcloud.dev/v1alpha1, properties: {backend: vault}}]\n`,
      },
      v2,
    )
    const { components, hostInterfaces } = deployments(output)['shop-hello'].spec.template.spec
    assert.equal(components[0].localResources, { environment: { configFrom: [{ name: 'elsewhere' }] } })
    assert.equal(hostInterfaces, [
      { namespace: 'wasmcloud', package: 'secrets', interfaces: ['store', 'reveal'], secretFrom: [{ name: 'shop-hello' }] },
    ])
    assert.match(said(output, 'target/unsupported').join(), 'the value of `token` is that key of the Secret `shop-hello`')
    assert.equal(said(output, 'target/unused'), [])
  },
  'settings of providers are named, with the place where they belong': () => {
    const bucket = link('kv', store, ', config: [{name: c, properties: {bucket: mine}}]')
    const database = (properties: string) =>
      `${component('q', `${one}, ${link('db', ', namespace: wasmcloud, package: postgres, interfaces: [query]', `, config: [{name: d, properties: {${properties}}}]`)}`)}${provider('db', 'sqldb-postgres:0.13.0')}`
    const output = rendered(
      {
        shop:
          component('a', `${one}, ${bucket}`) +
          provider('kv', 'keyvalue-nats:0.3.1', '', ', config: [{name: n, properties: {js_domain: leaf}}]') +
          database('POSTGRES_DATABASE: orders, POSTGRES_HOST: db'),
      },
      v2,
    )
    assert.equal(said(output, 'target/wasmcloud-two-lost').sort(), [
      'hosts of wasmCloud 2 do not take `POSTGRES_HOST` from a workload',
      'hosts of wasmCloud 2 do not take `bucket` from a workload',
      'hosts of wasmCloud 2 do not take `js_domain` from a workload',
    ])
    assert.equal(said(output, 'target/unused'), [])
    assert.equal(deployments(output)['shop-q'].spec.template.spec.hostInterfaces[0].config, { database: 'orders' })
    assert.match(errors(database('POSTGRES_HOST: db'))[0] ?? '', 'names no database')
  },
  'what it cannot express is an error at its line': () => {
    assert.match(errors(component('a', one).replace('ghcr.io/acme/a:1.0.0', 'file:///srv/a.wasm'))[0] ?? '', 'from registries only')
    const redis = component('a', `${one}, ${link('kv', store)}`) + provider('kv', 'keyvalue-redis:0.28.2')
    assert.match(errors(redis)[0] ?? '', 'runs no capability providers')
    assert.match(
      errors(component('a', `${spread}, ${link('b', call)}`) + component('b', one))[0] ?? '',
      '`shop/a` and `shop/b` call each other',
    )
    const both = server('a') + server('b', 9090) + component('a', `${one}, ${link('b', call)}`) + component('b', one)
    assert.match(errors(both)[0] ?? '', 'answers HTTP with one component')
    assert.match(errors(server('a') + server('a', 9090) + component('a', one))[0] ?? '', 'answers at one port')
    const stores = component('a', `${one}, ${link('kv', store)}, {type: link, properties: {name: more, target: {name: other}${store}}}`)
    assert.match(
      errors(`${stores}${provider('kv', 'keyvalue-nats:1')}${provider('other', 'keyvalue-nats:1')}`)[0] ?? '',
      'two links for `wasi:keyvalue`',
    )
  },
  'an application keeps its name where no label can hold it': () => {
    const text = JSON.stringify({
      apiVersion: 'core.oam.dev/v1beta1',
      kind: 'Application',
      metadata: { name: 'Größe' },
      spec: {
        components: [
          {
            name: 'Hello World',
            type: 'component',
            properties: { image: 'a/b:1' },
            traits: [{ type: 'spreadscaler', properties: { instances: 1 } }],
          },
        ],
      },
    })
    const [deployment] = Object.values(deployments(rendered({ shop: text }, v2)))
    assert.is(deployment.metadata.annotations['manifest-compiler.dev/application'], 'Größe')
    assert.is(deployment.spec.template.spec.components[0].name, 'Hello World')
  },
  'a daemonscaler loses that each host has one': () => {
    const daemon = '{type: daemonscaler, properties: {instances: 1, spread: [{name: eu, requirements: {zone: eu}}]}}'
    const output = rendered({ shop: component('a', daemon) }, v2)
    assert.match(said(output, 'target/wasmcloud-two-lost')[0] ?? '', 'not on each of them')
    assert.equal(Object.keys(deployments(output)), ['shop-a-eu'])
  },
  'hosts are values for the chart of the operator, in both targets': () => {
    const text = `apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: {name: shop, namespace: store}\nspec:\n  components:\n${component('hello', spread).replace(/^/gm, '    ')}\n`
    for (const target of ['kubernetes', 'helm']) {
      const { artifacts } = compile([{ path: 'shop.yaml', text }], {
        targets: [target],
        settings: { [target]: { runtime: 'v2', 'oci-insecure': 'registry:5000' } },
        cwd: '/',
      })
      const file = artifacts.find(({ path }) => path === `${target}/wasmcloud-operator-values.yaml`)
      assert.match(
        file?.text ?? '',
        '# helm upgrade --install wasmcloud oci://ghcr.io/wasmcloud/charts/runtime-operator --version 2.7.0 --namespace wasmcloud',
      )
      assert.equal(parse(file?.text ?? ''), {
        gateway: { enabled: false },
        runtime: {
          extraArgs: ['--allow-insecure-registries'],
          hostGroups: ['eu', 'us'].map((name) => ({ name, replicas: 1, http: { enabled: true, port: 9191 } })),
        },
      })
    }
  },
})
