import * as assert from 'uvu/assert'
import { tests } from '../../harness.js'
import { named, type Read, type Rendered, rendered } from './rendered.js'

const selector = { 'app.kubernetes.io/name': 'web', 'app.kubernetes.io/part-of': 'shop' }

function web(properties: string, traits = ''): string {
  return `- name: web\n  type: webservice\n  properties: {image: "nginx:1", ${properties}}\n  traits: [${traits}]\n`
}

const caller = (target: string): string =>
  `- name: caller\n  type: worker\n  properties: {image: "x:1"}\n  traits: [{type: link, properties: {target: ${target}}}]\n`
const services = (made: Rendered): Readonly<Record<string, Read>> => named(made, 'Service')

tests('kubernetes: Services', {
  'offer the ports that somebody reaches, by name': () => {
    const ports =
      '[{port: 80, containerPort: 8080, name: http, expose: true}, {port: 9090, appProtocol: grpc}, {port: 53, protocol: UDP, name: dns}]'
    assert.equal(services(rendered({ shop: web(`ports: ${ports}`) }))['shop-web'].spec, {
      selector,
      ports: [{ name: 'http', port: 80, targetPort: 'http' }],
    })
    const linked = rendered({ shop: web(`ports: ${ports}`) + caller('{name: web, port: 9090}') })
    assert.equal(services(linked)['shop-web'].spec.ports, [
      { name: 'http', port: 80, targetPort: 'http' },
      { name: 'port-9090', port: 9090, targetPort: 'port-9090', appProtocol: 'grpc' },
    ])
    const datagrams = rendered({ shop: web(`ports: ${ports}`) + caller('{name: web, port: dns}') })
    assert.equal(services(datagrams)['shop-web'].spec.ports[1], { name: 'dns', port: 53, targetPort: 'dns', protocol: 'UDP' })
  },
  'are not there for ports that nobody reaches': () => assert.equal(services(rendered({ shop: web('ports: [{port: 80}]') })), {}),
  'are named in what links to them, and say who needs them': () => {
    const shop = {
      apiVersion: 'core.oam.dev/v1beta1',
      kind: 'Application',
      metadata: { name: 'shop', annotations: { 'experimental.wasmcloud.dev/shared': 'true' } },
      spec: { components: [{ name: 'web', type: 'webservice', properties: { image: 'nginx:1', ports: [{ port: 80 }] } }] },
    }
    const made = rendered({
      shop: JSON.stringify(shop),
      desk: `- name: web\n  type: webservice\n  properties: {application: {name: shop, component: web}}\n${caller('{name: web}')}`,
    })
    const deployment = named(made, 'Deployment')
    assert.ok(deployment['desk-caller'].spec.template.spec.containers[0].env.some(({ value }: Read) => value === 'shop-web'))
    for (const kind of ['Service', 'Deployment', 'ServiceAccount'])
      assert.is(named(made, kind)['shop-web'].metadata.annotations['manifest-compiler.dev/needed-by'], 'desk', kind)
    assert.is(deployment['desk-caller'].metadata.annotations?.['manifest-compiler.dev/needed-by'], undefined)
  },
  'of several protocols': () => {
    const ports =
      '[{port: 80, expose: true, appProtocol: http}, {port: 81, expose: true, appProtocol: http2}, {port: 82, expose: true, appProtocol: tcp}]'
    const { spec } = services(rendered({ shop: web(`ports: ${ports}`) }))['shop-web']
    assert.equal(
      spec.ports.map(({ appProtocol }: Read) => appProtocol),
      ['http', 'kubernetes.io/h2c', 'tcp'],
    )
  },
  'keep inside what is not exposed': () => {
    const made = rendered({
      shop:
        web('ports: [{port: 80, expose: true}, {port: 9090, name: admin}], exposeType: LoadBalancer') + caller('{name: web, port: admin}'),
    })
    assert.equal(services(made)['shop-web'].spec.type, undefined)
    assert.equal(
      services(made)['shop-web'].spec.ports.map(({ port }: Read) => port),
      [80, 9090],
    )
    assert.equal(services(made)['shop-web-exposed'].spec, {
      type: 'LoadBalancer',
      selector,
      ports: [{ name: 'port-80', port: 80, targetPort: 'port-80' }],
    })
    const whole = rendered({ shop: web('ports: [{port: 80, expose: true}], exposeType: LoadBalancer') })
    assert.equal(Object.keys(services(whole)), ['shop-web'])
    assert.is(services(whole)['shop-web'].spec.type, 'LoadBalancer')
  },
  'have the settings of the trait': () => {
    const trait =
      '{type: expose, properties: {type: NodePort, annotations: {a.io/b: c}, matchLabels: {app.oam.dev/component: other, tier: front}, ports: [{port: 80, nodePort: 30080}]}}'
    const made = services(rendered({ shop: web('ports: [{port: 80}]', trait) }))['shop-web']
    assert.equal(made.metadata.annotations, { 'a.io/b': 'c' })
    assert.equal(made.spec, {
      type: 'NodePort',
      selector: { 'app.kubernetes.io/name': 'other', tier: 'front' },
      ports: [{ name: 'port-80', port: 80, targetPort: 'port-80', nodePort: 30080 }],
    })
  },
  'whose name is taken have another': () => {
    const made = rendered({
      shop: '- name: db\n  type: statefulset\n  properties: {image: "x:1"}\n- name: db-headless\n  type: webservice\n  properties: {image: "x:1", ports: [{port: 80, expose: true}]}\n',
    })
    const { serviceName } = named(made, 'StatefulSet')['shop-db'].spec
    assert.match(serviceName, /^shop-db-headless-[0-9a-f]{8}$/)
    assert.equal(Object.keys(services(made)).sort(), ['shop-db-headless', serviceName].sort())
  },
})
