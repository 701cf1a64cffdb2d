import * as assert from 'uvu/assert'
import type { Port } from '../../../src/plan/plan.js'
import { speechOf } from '../../../targets/fly/apps/network/speech.js'
import { tests } from '../../harness.js'
import { appOf, apps, tried, web } from './app-of.js'

const route = (http: string, more = '') => `{type: gateway, properties: {domain: shop.example.com, http: {${http}}${more}}}`
const scaler = '{type: autoscaler, properties: {min: 1, max: 4, concurrency: 20}}'
const caller =
  '- name: caller\n  type: worker\n  properties: {image: "nginx:1"}\n  traits: [{type: link, properties: {name: web, target: {name: web}}}]\n'
const envOf = (list: Readonly<Record<string, { readonly env?: object }>>) => list['shop-caller']!.env

tests('fly: network', {
  'a route is served at 80 and 443, and nothing else of the app': () => {
    const { http_service, services, said } = appOf('ports: [{port: 8080, name: http}, {port: 9090, name: admin}]', route('"/": 8080'))
    assert.equal(http_service, { internal_port: 8080 })
    assert.is(services, undefined)
    assert.equal(said, [])
  },
  'a route with a certificate leads to HTTPS': () =>
    assert.equal(appOf('ports: [{port: 80}]', route('"/": 80', ', secretName: shop-tls')).http_service, {
      internal_port: 80,
      force_https: true,
    }),
  'HTTP/2 and gRPC reach the program as such': () => {
    const served = (appProtocol: string) => appOf(`ports: [{port: 80, appProtocol: ${appProtocol}}]`, route('"/": 80')).http_service
    assert.equal(served('http2'), { internal_port: 80, http_options: { h2_backend: true }, tls_options: { alpn: ['h2', 'http/1.1'] } })
    assert.equal(served('grpc'), { internal_port: 80, http_options: { h2_backend: true }, tls_options: { alpn: ['h2'] } })
  },
  'a port that only links use has no section': () => {
    const { apps: found, said } = apps({ shop: web('ports: [{port: 80, containerPort: 8080, expose: true}]') + caller })
    assert.equal([found['shop-web'].http_service, found['shop-web'].services], [undefined, undefined])
    assert.equal(envOf(found), {
      CONNECTION_WEB_HOST: 'shop-web.internal',
      CONNECTION_WEB_PORT: '8080',
      CONNECTION_WEB_URL: 'http://shop-web.internal:8080',
    })
    assert.equal(said, ['target/no-effect other apps reach 8080, where the container listens, so that 80 changes nothing'])
  },
  'a link leads to the proxy where machines may stop': () => {
    const { apps: found } = apps({ shop: web('ports: [{port: 80, containerPort: 8080}]', scaler) + caller })
    const concurrency = { type: 'requests', soft_limit: 20 }
    const stopping = { auto_stop_machines: 'stop', auto_start_machines: true, min_machines_running: 1 }
    assert.equal(found['shop-web'].services, [
      { protocol: 'tcp', internal_port: 8080, ...stopping, concurrency, ports: [{ port: 80, handlers: ['http'] }] },
    ])
    assert.is(envOf(found)!['CONNECTION_WEB_URL' as never], 'http://shop-web.flycast:80')
  },
  'a port for links alone of a public app is reached at the machines, which never stop': () => {
    const shop = web('ports: [{port: 80, name: http}, {port: 6379, name: redis}]', `${route('"/": 80')}, ${scaler}`)
    const redis = caller.replace('{name: web}}}]', '{name: web, port: redis}}}]')
    const { apps: found, said } = apps({ shop: shop + redis })
    assert.equal(found['shop-web'].http_service, { internal_port: 80, concurrency: { type: 'requests', soft_limit: 20 } })
    assert.is(found['shop-web'].services, undefined)
    assert.is(envOf(found)!['CONNECTION_WEB_URL' as never], 'redis://shop-web.internal:6379')
    assert.match(said.join('\n'), 'copies by requests at once only in part: 1 machine runs whatever the load')
  },
  'a public app whose machines stop serves its links under the number of the service': () => {
    const { apps: found } = apps({
      shop: web('ports: [{port: 8000, containerPort: 8080}]', `${route('"/": 8080', ', secretName: tls')}, ${scaler}`) + caller,
    })
    assert.equal(found['shop-web'].services[0].ports, [
      { port: 80, handlers: ['http'], force_https: true },
      { port: 443, handlers: ['tls', 'http'] },
      { port: 8000, handlers: ['http'] },
    ])
    assert.is(envOf(found)!['CONNECTION_WEB_URL' as never], 'http://shop-web.flycast:8000')
  },
  'options say where links lead and what stops': () => {
    const url = (options: Readonly<Record<string, string>>, traits = '') =>
      envOf(apps({ shop: web('ports: [{port: 80, containerPort: 8080}]', traits) + caller }, options).apps)!['CONNECTION_WEB_URL' as never]
    assert.is(url({ links: 'flycast' }), 'http://shop-web.flycast:80')
    assert.is(url({ links: 'internal' }, scaler), 'http://shop-web.internal:8080')
    assert.is(url({ 'auto-stop': 'suspend' }), 'http://shop-web.flycast:80')
    assert.is(url({ 'auto-stop': 'off' }, scaler), 'http://shop-web.internal:8080')
    assert.is(url({ prefix: 'acme-' }), 'http://acme-shop-web.internal:8080')
  },
  'UDP is reached at the machines, and from outside under one number': () => {
    const balancer = 'exposeType: LoadBalancer'
    const { services, said } = appOf(`ports: [{port: 53, protocol: UDP, expose: true}], ${balancer}`)
    assert.equal(services, [{ protocol: 'udp', internal_port: 53, ports: [{ port: 53 }] }])
    assert.match(said.join(), 'fly-global-services')
    assert.match(
      tried({ shop: web(`ports: [{port: 53, containerPort: 5353, protocol: UDP, expose: true}], ${balancer}`) }).said.join(),
      'fly cannot run UDP ports',
    )
    const linked = apps({ shop: web('ports: [{port: 8125, protocol: UDP}]', scaler) + caller }, { links: 'flycast' })
    assert.is(envOf(linked.apps)!['CONNECTION_WEB_HOST' as never], 'shop-web.internal')
    assert.is(linked.apps['shop-web'].services, undefined)
  },
  'bytes pass as they are, and HTTP/2 from outside begins with TLS': () => {
    const ports = (port: string) => appOf(`ports: [{${port}, expose: true}], exposeType: LoadBalancer`).services[0].ports
    assert.equal(ports('port: 5432'), [{ port: 5432 }])
    assert.equal(ports('port: 8080, appProtocol: http'), [{ port: 8080, handlers: ['http'] }])
    assert.equal(ports('port: 9090, appProtocol: grpc'), [
      { port: 9090, handlers: ['tls', 'http'], http_options: { h2_backend: true }, tls_options: { alpn: ['h2'] } },
    ])
    assert.equal(appOf('ports: [{port: 80, expose: true}], exposeType: LoadBalancer').http_service, { internal_port: 80 })
  },
  'two ports at one number are refused': () =>
    assert.match(
      tried({
        shop: web(
          'ports: [{port: 80, containerPort: 8080, expose: true}, {port: 443, containerPort: 8443, expose: true}], exposeType: LoadBalancer',
        ),
      }).said.join(),
      'another port of the app is served at 443 already',
    ),
  'a path is lost, and a host of several apps is nobody’s': () => {
    const said = (list: Readonly<Record<string, string>>) => apps(list).said.join('\n')
    assert.match(said({ shop: web('ports: [{port: 80}]', route('"/a": 80')) }), 'all requests for the host lead here, whatever their path')
    const two = apps({ shop: web('ports: [{port: 80}]', route('"/a": 80')), blog: web('ports: [{port: 80}]', route('"/b": 80')) })
    assert.match(two.said.join('\n'), '`shop.example.com` would lead to several apps by path: this one answers at `blog-web.fly.dev`')
    assert.not.match(two.files['shop-web/fly.toml']!, 'https://shop.example.com')
  },
  'what a port speaks is said, or follows from its name or number': () => {
    const port = (more: Partial<Port>): Port => ({ name: 'port-9', containerPort: 9, port: 9, protocol: 'TCP', expose: true, ...more })
    assert.is(speechOf(port({ appProtocol: 'http' }), false), 'http')
    assert.is(speechOf(port({ name: 'grpc-admin' }), true), 'grpc')
    assert.is(speechOf(port({ name: 'h2c' }), false), 'http2')
    assert.is(speechOf(port({}), false), 'tcp')
    assert.is(speechOf(port({}), true), 'http')
    assert.is(speechOf(port({ name: 'port-8080', containerPort: 8080 }), false), 'http')
    assert.is(speechOf(port({ name: 'port-8080', containerPort: 8080, appProtocol: 'tcp' }), false), 'tcp')
    assert.is(speechOf(port({ name: 'redis', containerPort: 8080 }), false), 'tcp')
  },
})
