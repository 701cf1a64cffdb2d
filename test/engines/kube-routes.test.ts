import * as assert from 'uvu/assert'
import { skip, tests } from '../harness.js'
import { rendered } from '../targets/kubernetes/rendered.js'
import { startKube } from './kube-engine.js'
import { objections } from './would-apply.js'

/** Every form of a route, and peers of policies in several namespaces. */
const shop = `
- name: web
  type: webservice
  properties:
    image: nginx:1
    exposeType: LoadBalancer
    ports: [{port: 80, containerPort: 8080, name: http, expose: true}, {port: 9090, name: rpc, appProtocol: grpc}, {port: 5353, name: dns, protocol: UDP}]
  traits:
    - type: gateway
      properties: {domain: shop.example.com, pathType: Prefix, http: {/: 80, /rpc: 9090}, secretName: shop-tls}
    - type: gateway
      properties: {name: any, http: {/v1.0: 80}, rewrite: /, gatewayHost: edge.example.com}
    - type: gateway
      properties: {name: api, domain: "*.example.com", http: {/a: 80}, rewrite: /b, pathType: Exact, labels: {tier: edge}, annotations: {example.com/a: "{{ b }}"}}
    - type: gateway
      properties: {name: whole, http: {/whole: 80}, rewrite: /, pathType: Prefix, class: internal, classInSpec: true}
    - type: link
      properties: {target: {name: cache}}
- name: cache
  type: statefulset
  properties: {image: "redis:7", ports: [{port: 6379}]}
  traits: [{type: scaler, properties: {replicas: 3}}]
- name: hello
  type: webservice
  properties: {image: "nginx:1", ports: [{port: 80}], exposeType: NodePort}
  traits:
    - type: gateway
      properties: {domain: hello.example.com, http: {/hello: 80}, existingServiceName: elsewhere}
`

const cases = {
  'as Ingresses': {},
  'with an issuer': { 'tls-issuer': 'letsencrypt', 'ingress-class': 'public', 'ingress-controller': 'nginx' },
  'of a Gateway': { routing: 'gateway', 'gateway-name': 'edge/public' },
  'of a Gateway in the same namespace': { routing: 'gateway', 'gateway-name': 'public', 'gateway-namespace': 'a,b' },
  'with ways to the internet': { egress: 'internet' },
  'with open egress': { egress: 'open' },
} satisfies Record<string, Record<string, string>>

const kube = startKube()
if (typeof kube === 'string') skip('routes and policies on an API server', kube)
else
  tests(
    'the API server takes routes and policies, without a warning',
    Object.fromEntries(
      Object.entries(cases).map(([title, options]) => [
        title,
        async () => {
          const { objects } = rendered({ shop }, options)
          const routes = objects.filter(({ kind }) => kind === ('routing' in options ? 'HTTPRoute' : 'Ingress'))
          assert.ok(routes.length >= 5, `${routes.length} objects are routes`)
          assert.is(await objections(kube, { input: objects.map((object) => JSON.stringify(object)).join('\n---\n') }, objects), '')
        },
      ]),
    ),
  )
