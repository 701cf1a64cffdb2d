import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import * as assert from 'uvu/assert'
import { listFiles, root, tests } from '../../harness.js'
import { type LatticeModel, latticeModels, manifestOf, trafficOf } from './lattice-models.js'
import { podsIn } from './pods-in.js'
import { type Aim, type Host, here, lets, type Pod } from './policy-judge.js'
import { named, type Read, type Rendered, rendered } from './rendered.js'

const web = (more: string): string => `
- name: web
  type: webservice
  properties:
    image: nginx:1
    ports: [{port: 80, containerPort: 8080, name: http, expose: true}]
    ${more}
`
const cache = (name = 'cache'): string => `
- name: ${name}
  type: webservice
  properties:
    image: redis:7
    ports: [{port: 6379}]
`
const link = (to: string): string => `  traits:\n    - type: link\n      properties: {target: {name: ${to}}}\n`
const dns = {
  to: [
    {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
      podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
    },
  ],
  ports: [{ port: 53, protocol: 'UDP' }, { port: 53 }],
}
const pods = (application: string, name: string) => ({
  podSelector: { matchLabels: { 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': application } },
})

tests('kubernetes: network policies', {
  'a workload has one policy, which denies all but its links and DNS': () => {
    const made = rendered({ shop: web('') + link('cache') + cache() })
    const policies = named(made, 'NetworkPolicy')
    assert.equal(Object.keys(policies), ['shop-web', 'shop-cache'])
    assert.equal(policies['shop-web'].spec, {
      ...pods('shop', 'web'),
      policyTypes: ['Ingress', 'Egress'],
      egress: [{ to: [pods('shop', 'cache')], ports: [{ port: 6379 }] }, dns],
    })
    assert.equal(policies['shop-cache'].spec, {
      ...pods('shop', 'cache'),
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [pods('shop', 'web')], ports: [{ port: 6379 }] }],
      egress: [dns],
    })
  },
  'routes come from the namespace of the ingress controller, to the port of the pod': () => {
    const routed = `${web('')}  traits:\n    - type: gateway\n      properties: {http: {/: 8080}}\n`
    const from = (options: Record<string, string>) => named(rendered({ shop: routed }, options), 'NetworkPolicy')['shop-web'].spec.ingress
    const of = (...names: string[]) => [
      {
        from: names.map((name) => ({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } })),
        ports: [{ port: 8080 }],
      },
    ]
    assert.equal(from({}), of('ingress-nginx'))
    assert.equal(from({ 'gateway-namespace': 'traefik, edge' }), of('edge', 'traefik'))
  },
  'a load balancer, a node port and a host port are open to all': () => {
    const ingress = (more: string) => named(rendered({ shop: web(more) }), 'NetworkPolicy')['shop-web'].spec.ingress
    assert.equal(ingress('exposeType: LoadBalancer'), [{ ports: [{ port: 8080 }] }])
    assert.equal(ingress('exposeType: NodePort'), [{ ports: [{ port: 8080 }] }])
    assert.equal(ingress(''), undefined)
    const bound = `- name: web
  type: worker
  properties: {image: "nginx:1"}
  traits:
    - type: container-ports
      properties: {ports: [{containerPort: 9000, hostPort: 9001, protocol: UDP}]}\n`
    assert.equal(named(rendered({ shop: bound }), 'NetworkPolicy')['shop-web'].spec.ingress, [{ ports: [{ port: 9000, protocol: 'UDP' }] }])
  },
  'who waits for what it comes after, and who may speak to the API server, gets there': () => {
    const after = `${web('')}  dependsOn: [cache]\n${cache()}`
    const egress = (text: string, options = {}) => named(rendered({ shop: text }, options), 'NetworkPolicy')['shop-web'].spec.egress
    assert.equal(egress(after), [dns])
    assert.equal(egress(after, { wait: 'links' }), [{ to: [pods('shop', 'cache')], ports: [{ port: 6379 }] }, dns])
    const account = (properties: string) => `${web('')}  traits:\n    - type: service-account\n      properties: ${properties}\n`
    assert.equal(egress(account('{name: own, create: true}')), [dns])
    const api = { ports: [{ port: 443 }, { port: 6443 }] }
    assert.equal(egress(account('{name: own, create: true, privileges: [{verbs: [get], resources: [pods]}]}')), [api, dns])
  },
  'tasks, clocks and workers have a policy too': () => {
    const more = ['task', 'cron-task', 'worker', 'daemon', 'statefulset'].map(
      (type) =>
        `- name: a-${type}\n  type: ${type}\n  properties: {image: "busybox:1"${type === 'cron-task' ? ', schedule: "0 0 * * *"' : ''}}\n`,
    )
    const made = rendered({ shop: more.join('') })
    assert.is(Object.keys(named(made, 'NetworkPolicy')).length, 5)
    assert.is(podsIn(made.objects).length, 5)
    for (const pod of podsIn(made.objects)) assert.not(lets(policiesOf(made), stranger, pod, { port: 80, protocol: 'TCP' }), pod.id)
  },
  'options open the way out, or leave policies away': () => {
    const spec = (egress: string) =>
      named(rendered({ shop: web('') + link('cache') + cache() }, { egress }), 'NetworkPolicy')['shop-web'].spec
    assert.equal([spec('open').policyTypes, spec('open').egress], [['Ingress'], undefined])
    const made = rendered({ shop: web('') + cache() }, { egress: 'internet' })
    const [from, to] = podsIn(made.objects)
    const reaches = (aim: Pod | Host): boolean => lets(policiesOf(made), from!, aim, { port: 443, protocol: 'TCP' })
    assert.equal(
      ['1.1.1.1', '192.168.7.7', '10.2.3.4', '100.100.1.1', '172.31.0.1', '172.32.0.1', '2606::1', 'fc00::1', 'fe80::1'].map((address) =>
        reaches({ address }),
      ),
      [true, false, false, false, false, true, true, false, false],
    )
    assert.equal([reaches(to!), reaches(stranger)], [false, false])
    assert.equal(named(rendered({ shop: web('') }, { 'network-policy': 'none' }), 'NetworkPolicy'), {})
  },
  'across namespaces a peer is named by both': () => {
    const apps = {
      shop: `- name: cache\n  type: webservice\n  properties: {application: {name: base, component: cache}}\n${web('')}${link('cache')}`,
      base: shared('base', cache()),
    }
    const specs = (options: Record<string, string>) =>
      Object.values(named(rendered(apps, options), 'NetworkPolicy')).map(({ spec }: Read) => [spec.ingress?.[0].from, spec.egress[0].to])
    const within = (namespace: string) => ({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } })
    assert.equal(specs({}), [
      [[pods('shop', 'web')], dns.to],
      [undefined, [pods('base', 'cache')]],
    ])
    assert.equal(specs({ namespaces: 'application' }), [
      [[{ ...within('shop'), ...pods('shop', 'web') }], dns.to],
      [undefined, [{ ...within('base'), ...pods('base', 'cache') }]],
    ])
    // one namespace is known only to whoever applies the objects
    const half = { ...apps, base: apps.base.replace('name: base', 'name: base\n  namespace: data') }
    const made = rendered(half)
    assert.equal(
      Object.values(named(made, 'NetworkPolicy')).map(({ spec }: Read) => [spec.ingress?.[0].from, spec.egress[0].to]),
      [
        [[{ namespaceSelector: {}, ...pods('shop', 'web') }], dns.to],
        [undefined, [{ ...within('data'), ...pods('base', 'cache') }]],
      ],
    )
    assert.equal(
      made.diagnostics.filter(({ code }) => code === 'target/namespace-unknown').map(({ message }) => message.split(':')[0]),
      ['`shop` names no namespace, and `base`, which it talks with, is in `data`'],
    )
  },
  'what policies allow is what the lattice says, both ways': () => {
    fc.assert(
      fc.property(latticeModels, (model) => judge(model)),
      { numRuns: 60 },
    )
  },
  'the examples allow what their links say': () => {
    const folder = join(root, 'examples', 'order-processing')
    const files = listFiles(folder).filter((file) => /\/[^/]*\.yaml$/.test(file) && !file.includes('services'))
    const apps = Object.fromEntries(
      files.map((file, index) => [
        `${index}`,
        readFileSync(file, 'utf8').replace(/^ {8}build:\n(?: {10,}.*\n)*/gm, '        image: a:1\n'),
      ]),
    )
    for (const namespaces of ['manifest', 'application']) {
      const made = rendered(apps, { namespaces })
      const all = podsIn(made.objects)
      const edges = all.flatMap((from) =>
        all.flatMap((to) =>
          [6379, 1883, 8080, 8081, 80]
            .filter((port) => lets(policiesOf(made), from, to, { port, protocol: 'TCP' }))
            .map((port) => `${from.id} ${to.id}:${port}`),
        ),
      )
      assert.equal(edges.sort(), [
        'order-status/orderstatusprovider platform/redis:6379',
        'orders/fulfilmentprocessor platform/mosquitto:1883',
        'orders/fulfilmentprocessor platform/redis:6379',
        'orders/orderprocessor platform/mosquitto:1883',
        'orders/orderprocessor platform/redis:6379',
      ])
    }
  },
})

const stranger: Pod = { id: 'stranger', namespace: here, labels: { app: 'stranger' } }
const controller: Pod = { id: 'controller', namespace: 'ingress-nginx', labels: {} }
const resolver: Pod = { id: 'resolver', namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } }
const outside: Host = { address: '203.0.113.7' }

/** Every pair of pods, and whoever else there is, at every port that means something and one that means nothing. */
function judge(model: LatticeModel): void {
  const made = rendered(
    Object.fromEntries(model.applications.map((application) => [application.name, manifestOf(application)])),
    model.options,
  )
  const all = podsIn(made.objects)
  const policies = policiesOf(made)
  const { links, routes, open } = trafficOf(model)
  const key = (from: string, to: string, { port, protocol }: Aim): string => `${from} ${to}:${port}/${protocol}`
  const aims = [1001, 1002, 1003, 53, 7].flatMap((port) => ['TCP', 'UDP'].map((protocol) => ({ port, protocol })))
  assert.is(all.length, model.applications.flatMap(({ components }) => components.filter(({ reference }) => !reference)).length)
  for (const aim of aims) {
    for (const to of all) {
      for (const from of all) assert.is(lets(policies, from, to, aim), links.has(key(from.id, to.id, aim)), key(from.id, to.id, aim))
      const isOpen = open.has(key('', to.id, aim))
      for (const other of [stranger, { ...stranger, namespace: to.namespace }])
        assert.is(lets(policies, other, to, aim), isOpen, `a stranger ${key('', to.id, aim)}`)
      assert.is(lets(policies, outside, to, aim), isOpen)
      assert.is(lets(policies, controller, to, aim), isOpen || routes.has(key('', to.id, aim)), `a route ${key('', to.id, aim)}`)
      assert.is(lets(policies, to, resolver, aim), aim.port === 53)
      for (const other of [stranger, controller, outside]) assert.not(lets(policies, to, other, aim))
    }
  }
}

function policiesOf({ objects }: Rendered): readonly Read[] {
  return objects.filter(({ kind }) => kind === 'NetworkPolicy')
}

function shared(name: string, components: string): string {
  return `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata:
  name: ${name}
  annotations: {experimental.wasmcloud.dev/shared: "true"}
spec:
  components:
${components.trim().replace(/^/gm, '    ')}
`
}
