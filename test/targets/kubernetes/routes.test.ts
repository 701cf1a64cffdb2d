import * as assert from 'uvu/assert'
import { checkObject } from '../../../targets/kubernetes/objects/check-object.js'
import { tests } from '../../harness.js'
import { lets } from './policy-judge.js'
import { named, type Read, type Rendered, rendered, tried } from './rendered.js'

/** A web service with gateways, each a map in YAML's short form. */
function routed(gateways: readonly string[], port = 'port: 80, containerPort: 8080', name = 'web'): string {
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

const backend = (name: string, number = 80) => ({ service: { name, port: { number } } })
const ingresses = (made: Rendered): Readonly<Record<string, Read>> => named(made, 'Ingress')
const gateway = { routing: 'gateway', 'gateway-name': 'edge/public' }
const codes = ({ diagnostics }: Rendered): string[] =>
  diagnostics.filter(({ code }) => /route|class|option/.test(code)).map(({ code, severity }) => `${severity} ${code}`)

tests('kubernetes: routes', {
  'an Ingress leads to the port of the Service': () => {
    const made = rendered({ shop: routed(['{domain: shop.example.com, pathType: Prefix, http: {/: 8080, /a: 80}}']) })
    assert.equal(ingresses(made)['shop-web'].spec, {
      ingressClassName: 'nginx',
      rules: [
        {
          host: 'shop.example.com',
          http: {
            paths: [
              { path: '/', pathType: 'Prefix', backend: backend('shop-web') },
              { path: '/a', pathType: 'Prefix', backend: backend('shop-web') },
            ],
          },
        },
      ],
    })
    assert.equal(codes(made), [])
    const service = named(made, 'Service')['shop-web']
    assert.equal(service.spec.ports[0].port, 80)
  },
  'routes share an Ingress where they say the same to its controller': () => {
    const made = rendered({
      shop: routed([
        '{domain: a.example.com, http: {/: 80, /x: 80}, secretName: a-tls}',
        '{domain: c.example.com, http: {/: 80}, name: admin}',
        '{domain: d.example.com, http: {/: 80}, class: traefik, name: intern}',
        '{domain: e.example.com, http: {/: 80}, name: marked, annotations: {a.io/b: c}, labels: {tier: edge, app.kubernetes.io/name: x}, gatewayHost: g.example.com}',
      ]),
    })
    assert.equal(
      Object.entries(ingresses(made)).map(([name, { spec }]) => [name, spec.ingressClassName, spec.rules.map(({ host }: Read) => host)]),
      [
        ['shop-web', 'nginx', ['a.example.com']],
        ['shop-web-admin', 'nginx', ['c.example.com']],
        ['shop-web-intern', 'traefik', ['d.example.com']],
        ['shop-web-marked', 'nginx', ['e.example.com']],
      ],
    )
    assert.equal(ingresses(made)['shop-web'].spec.tls, [{ hosts: ['a.example.com'], secretName: 'a-tls' }])
    const { labels, annotations } = ingresses(made)['shop-web-marked'].metadata
    assert.equal([labels['tier'], labels['app.kubernetes.io/name']], ['edge', 'web'])
    assert.equal(annotations, { 'ingress.controller/host': 'g.example.com', 'a.io/b': 'c' })
  },
  'paths of which the controller is told different things have Ingresses of their own': () => {
    const ports = 'port: 80}, {port: 9090, name: rpc, appProtocol: grpc}, {port: 81'
    const made = rendered({ shop: routed(['{http: {/: 80, /rpc: 9090, /more: 81}}'], ports) })
    assert.equal(
      Object.entries(ingresses(made)).map(([name, { spec }]) => [name, spec.rules[0].http.paths.map(({ path }: Read) => path)]),
      [
        ['shop-web', ['/', '/more']],
        ['shop-web-2', ['/rpc']],
      ],
    )
  },
  'a rewritten prefix is a regular expression of ingress-nginx, and the rest of the path stays': () => {
    const rewritten = (properties: string) => {
      const { metadata, spec } = ingresses(rendered({ shop: routed([properties]) }))['shop-web']
      const [{ path, pathType }] = spec.rules[0].http.paths
      return [path, pathType, metadata.annotations?.['nginx.ingress.kubernetes.io/rewrite-target']]
    }
    const regex = 'ImplementationSpecific'
    assert.equal(rewritten('{http: {/v1.0/: 80}, rewrite: /}'), ['/v1\\.0(/|$)(.*)', regex, '/$2'])
    assert.equal(rewritten('{http: {/: 80}, rewrite: /api, pathType: Prefix}'), ['/(.*)', regex, '/api/$1'])
    assert.equal(rewritten('{http: {/a: 80}, rewrite: /api/, pathType: Prefix}'), ['/a(/|$)(.*)', regex, '/api/$2'])
    assert.equal(rewritten('{http: {/a: 80}, rewrite: /b, pathType: Exact}'), ['/a$', regex, '/b'])
    assert.equal(rewritten('{http: {/a: 80}, pathType: Exact}'), ['/a', 'Exact', undefined])
    for (const [path, target, asked, answered] of [
      ['/v1\\.0(/|$)(.*)', '/$2', '/v1.0/x/y', '/x/y'],
      ['/v1\\.0(/|$)(.*)', '/$2', '/v1.0', '/'],
      ['/a(/|$)(.*)', '/api/$2', '/a/b', '/api/b'],
      ['/(.*)', '/api/$1', '/b', '/api/b'],
    ] as const)
      assert.is(asked.replace(new RegExp(`^${path}`), target), answered)
    const traefik = rendered({ shop: routed(['{http: {/a: 80}, rewrite: /, class: traefik}']) })
    assert.equal(codes(traefik), ['warning target/route-rewrite'])
    const known = rendered({ shop: routed(['{http: {/a: 80}, rewrite: /, class: public}']) }, { 'ingress-controller': 'nginx' })
    assert.equal([codes(known), ingresses(known)['shop-web'].spec.ingressClassName], [[], 'public'])
  },
  'gRPC has an annotation, and HTTP/2 a warning': () => {
    const made = (appProtocol: string, more = '') =>
      rendered({ shop: routed([`{http: {/: 80}${more}}`], `port: 80, appProtocol: ${appProtocol}`) })
    const annotation = { 'nginx.ingress.kubernetes.io/backend-protocol': 'GRPC' }
    assert.equal(ingresses(made('grpc'))['shop-web'].metadata.annotations, annotation)
    assert.equal([codes(made('grpc')), codes(made('http'))], [[], []])
    assert.equal(codes(made('http2')), ['warning target/route-protocol'])
    assert.equal(codes(made('grpc', ', class: traefik')), ['warning target/route-protocol'])
    assert.equal(codes(made('http2', ', annotations: {nginx.ingress.kubernetes.io/backend-protocol: GRPC}')), [])
  },
  'the class stands in the spec, unless the old annotation is asked for': () => {
    const made = (more: string, options = {}) => rendered({ shop: routed([`{http: {/: 80}${more}}`]) }, options)
    assert.equal(codes(made(', classInSpec: true')), [])
    assert.equal(codes(made(', classInSpec: false')), ['info target/ingress-class'])
    const old = ingresses(made(', annotations: {kubernetes.io/ingress.class: old}'))['shop-web']
    assert.equal([old.spec.ingressClassName, old.metadata.annotations], [undefined, { 'kubernetes.io/ingress.class': 'old' }])
    const traefik = { 'ingress-class': 'traefik' }
    assert.is(ingresses(made('', traefik))['shop-web'].spec.ingressClassName, 'traefik')
    assert.is(ingresses(made(', class: internal', traefik))['shop-web'].spec.ingressClassName, 'internal')
  },
  'an issuer makes certificates for hosts whose route names no secret': () => {
    const made = (issuer: string) =>
      ingresses(
        rendered(
          {
            shop: routed([
              '{domain: a.example.com, http: {/: 80}}',
              '{domain: b.example.com, http: {/: 80}, secretName: own, name: own}',
              '{http: {/: 80}, name: all}',
            ]),
          },
          { 'tls-issuer': issuer },
        ),
      )
    const [issued, own, all] = Object.values(made('letsencrypt'))
    assert.equal(issued.metadata.annotations, { 'cert-manager.io/cluster-issuer': 'letsencrypt' })
    assert.equal(issued.spec.tls, [{ hosts: ['a.example.com'], secretName: 'shop-web-tls' }])
    assert.equal([own.metadata.annotations, own.spec.tls], [undefined, [{ hosts: ['b.example.com'], secretName: 'own' }]])
    assert.equal([all.metadata.annotations, all.spec.tls], [undefined, undefined])
    assert.equal(made('Issuer/ca')['shop-web'].metadata.annotations, { 'cert-manager.io/issuer': 'ca' })
  },
  'an existing Service is the backend; that of a component has its name here': () => {
    const made = rendered({
      shop: `${routed(['{http: {/: 9090}, existingServiceName: elsewhere}', '{http: {/b: 81}, existingServiceName: back, name: back}'])}${routed([], 'port: 81', 'back').replace('  traits:\n', '')}`,
    })
    assert.equal(
      Object.values(ingresses(made)).flatMap(({ spec }) => spec.rules[0].http.paths.map((path: Read) => path.backend)),
      [backend('elsewhere', 9090), backend('shop-back', 81)],
    )
    const policies = made.objects.filter(({ kind }) => kind === 'NetworkPolicy')
    const labels = { 'app.kubernetes.io/name': 'back', 'app.kubernetes.io/part-of': 'shop' }
    const controller = { id: 'controller', namespace: 'ingress-nginx', labels: {} }
    assert.ok(lets(policies, controller, { id: 'back', namespace: 'default', labels }, { port: 81, protocol: 'TCP' }))
  },
  'names of Ingresses are nobody else’s': () => {
    const made = rendered({
      shop: routed(['{http: {/a: 80}, name: admin}']) + routed(['{http: {/b: 80}}'], 'port: 80', 'web-admin'),
    })
    const names = Object.keys(ingresses(made))
    assert.is(names.length, 2)
    assert.is(ingresses(made)['shop-web-admin'].spec.rules[0].http.paths[0].path, '/b')
    assert.match(names[0]!, /^shop-web-admin-[0-9a-f]{8}$/)
  },
  'with Gateway API routes are HTTPRoutes of the Gateway': () => {
    const made = rendered(
      {
        shop: routed([
          '{domain: a.example.com, http: {/: 80, /x: 80}, secretName: a-tls}',
          '{domain: a.example.com, http: {/api: 80}, rewrite: /, pathType: Prefix, name: api}',
          '{domain: b.example.com, http: {/one: 80}, rewrite: /two, pathType: Exact, class: nginx, name: one}',
        ]),
      },
      gateway,
    )
    const routes = named(made, 'HTTPRoute')
    const backendRefs = [{ name: 'shop-web', port: 80 }]
    const at = (type: string, value: string) => ({ path: { type, value } })
    const rewrite = (path: object) => [{ type: 'URLRewrite', urlRewrite: { path } }]
    assert.equal(routes['shop-web'].apiVersion, 'gateway.networking.k8s.io/v1')
    assert.equal(routes['shop-web'].spec, {
      parentRefs: [{ namespace: 'edge', name: 'public' }],
      hostnames: ['a.example.com'],
      rules: [{ matches: [at('PathPrefix', '/'), at('PathPrefix', '/x')], backendRefs }],
    })
    assert.equal(routes['shop-web-api'].spec.rules, [
      { matches: [at('PathPrefix', '/api')], filters: rewrite({ type: 'ReplacePrefixMatch', replacePrefixMatch: '/' }), backendRefs },
    ])
    assert.equal(routes['shop-web-one'].spec.rules, [
      { matches: [at('Exact', '/one')], filters: rewrite({ type: 'ReplaceFullPath', replaceFullPath: '/two' }), backendRefs },
    ])
    assert.equal(codes(made), ['warning target/route-tls', 'info target/ingress-class'])
    assert.equal(ingresses(made), {})
    const policy = named(made, 'NetworkPolicy')['shop-web'].spec.ingress[0]
    assert.equal(policy.from, [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'edge' } } }])
  },
  'an HTTPRoute has sixteen rules at most, and the Gateway has a name': () => {
    const paths = Array.from({ length: 40 }, (_, at) => `/p${at}: 80`).join(', ')
    const made = rendered({ shop: routed([`{http: {${paths}}, rewrite: /}`]) }, { ...gateway, 'gateway-name': 'public' })
    assert.equal(
      Object.values(named(made, 'HTTPRoute')).map(({ spec }) => [spec.rules.length, spec.parentRefs]),
      [16, 16, 8].map((count) => [count, [{ name: 'public' }]]),
    )
    const many = rendered({ shop: routed([`{http: {${Array.from({ length: 70 }, (_, at) => `/p${at}: 80`).join(', ')}}}`]) }, gateway)
    assert.equal(
      named(many, 'HTTPRoute')['shop-web'].spec.rules.map(({ matches }: Read) => matches.length),
      [64, 6],
    )
    for (const name of ['', '/x', 'x/', 'a/b/c'])
      assert.equal(codes(tried({ shop: routed(['{http: {/: 80}}']) }, { ...gateway, 'gateway-name': name })), ['error target/option'])
    assert.equal(codes(rendered({ shop: routed([]).replace('  traits:\n', '') }, { routing: 'gateway' })), [])
  },
  'where options make one gateway of two, equal paths are reported': () => {
    const apps = { shop: routed(['{http: {/: 80}}']) + routed(['{http: {/: 80}, class: internal}'], 'port: 80', 'back') }
    assert.equal(codes(rendered(apps)), [])
    assert.equal(codes(rendered(apps, { 'ingress-class': 'internal' })), ['warning target/route-taken'])
    assert.ok(codes(rendered(apps, gateway)).includes('warning target/route-taken'))
  },
  'Spin applications have routes too': () => {
    const spin = `
- name: hello
  type: spin
  properties: {image: "ghcr.io/acme/hello:1.0.0"}
  traits:
    - type: gateway
      properties: {http: {/hello: 80}}
`
    const made = rendered({ shop: spin })
    assert.equal(ingresses(made)['shop-hello'].spec.rules[0].http.paths[0].backend, backend('shop-hello'))
    assert.equal(named(made, 'NetworkPolicy')['shop-hello'].spec.ingress[0].ports, [{ port: 80 }])
  },
  'the closed schema of HTTPRoute knows what is wrong': () => {
    const [route] = rendered({ shop: routed(['{http: {/: 80}}']) }, gateway).objects.filter(({ kind }) => kind === 'HTTPRoute')
    assert.equal(checkObject(route), [])
    assert.match(checkObject({ ...route, spec: { ...route.spec, hostname: ['x'] } })[0]!, /has no field named hostname/)
    assert.match(checkObject({ ...route, spec: { ...route.spec, rules: [] } })[0]!, /breaks the rule minItems/)
    assert.match(checkObject({ ...route, kind: 'HttpRoute' })[0]!, /nothing is known/)
  },
})
