import fc from 'fast-check'
import * as assert from 'uvu/assert'
import { securityGroups } from '../../../targets/ecs/resources/network/security-groups.js'
import { tests } from '../../harness.js'
import { corpora, examples, type Subject } from '../../kube/subjects.js'
import { graphPairs } from '../kubernetes/graph-pairs.js'
import { type LatticeModel, latticeModels, manifestOf, trafficOf } from '../kubernetes/lattice-models.js'
import { drafted } from './drafted.js'
import { type Aim, passes } from './group-judge.js'

tests('ecs: security groups', {
  'what security groups let through is what the lattice says, both ways': () => {
    fc.assert(
      fc.property(latticeModels, (model) => judge(model)),
      { numRuns: 60 },
    )
  },
  ...Object.fromEntries(
    examples().map((subject) => [`${subject.name}: tasks reach what their links say, and nothing else`, () => check(subject)]),
  ),
  'so it is in every manifest of the corpora that is valid': () => {
    for (const subject of corpora()) check(subject)
  },
  'a load balancer of routes is open to all, and leads to what is routed alone': () => {
    const { draft } = drafted([shop('gateway', '{http: {/: 8080}}')])!
    const [web, balancer] = securityGroups(draft)
    assert.equal(web, {
      id: 'shop/web',
      name: 'lattice-shop-web',
      description: 'Tasks of shop-web, application shop',
      ingress: [{ protocol: 'tcp', port: 8080, peer: { group: 'balancer' }, description: 'from the load balancer' }],
      egress: [{ protocol: 'tcp', port: 443, peer: 'anywhere', description: 'images, logs, secrets and APIs by HTTPS' }],
    })
    assert.equal(balancer, {
      id: 'balancer',
      name: 'lattice-balancer',
      description: 'Load balancer of the routes',
      ingress: [
        { protocol: 'tcp', port: 80, peer: 'anywhere', description: 'HTTP' },
        { protocol: 'tcp', port: 443, peer: 'anywhere', description: 'HTTPS' },
      ],
      egress: [{ protocol: 'tcp', port: 8080, peer: { group: 'shop/web' }, description: 'to shop-web' }],
    })
  },
  'without routes there is none, and the option `egress` opens the way out': () => {
    const { draft } = drafted([shop('scaler', '{replicas: 2}')], { egress: 'open' })!
    assert.equal(
      securityGroups(draft).map(({ id, ingress, egress }) => ({ id, ingress, egress })),
      [{ id: 'shop/web', ingress: [], egress: [{ protocol: 'all', peer: 'anywhere', description: 'open by the option egress' }] }],
    )
  },
  'a readiness probe at another port is let in from the load balancer': () => {
    const probe = '\n        readinessProbe: {httpGet: {path: /ready, port: 9000}}'
    const { draft } = drafted([shop('gateway', '{http: {/: 8080}}', probe)])!
    const groups = securityGroups(draft)
    const reached = [8080, 9000, 80].filter((port) => passes(groups, 'balancer', 'shop/web', { port, protocol: 'TCP' }))
    assert.equal(reached, [8080, 9000])
  },
  'whoever links to tasks on the bridge of their machine may go there': () => {
    const bridged = shop('container-ports', '{ports: [{containerPort: 8080, hostPort: 18080}]}').text
    const client = `    - name: client
      type: worker
      properties: {image: "busybox:1"}
      traits:
        - type: link
          properties: {target: {name: web}}
`
    const { draft } = drafted([{ path: 'shop.yaml', text: bridged + client }], { 'launch-type': 'EC2' })!
    const groups = securityGroups(draft)
    assert.equal(
      groups.map(({ id }) => id),
      ['shop/client'],
    )
    assert.ok(passes(groups, 'shop/client', undefined, { port: 32768, protocol: 'TCP' }))
  },
})

function shop(trait: string, properties: string, more = '') {
  return {
    path: 'shop.yaml',
    text: `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata: {name: shop}
spec:
  components:
    - name: web
      type: webservice
      properties:
        image: nginx:1
        ports: [{port: 80, containerPort: 8080, name: http}]${more}
      traits:
        - type: ${trait}
          properties: ${properties}
`,
  }
}

/** Every pair of units, the load balancer and whoever else there is, at every port that means something and some that mean nothing. */
function judge(model: LatticeModel): void {
  const made = drafted(model.applications.map((application) => ({ path: `${application.name}.yaml`, text: manifestOf(application) })))!
  const groups = securityGroups(made.draft)
  const { links, routes, open } = trafficOf(model)
  const key = (from: string, to: string, { port, protocol }: Aim): string => `${from} ${to}:${port}/${protocol}`
  const aims = [1001, 1002, 1003, 53, 7].flatMap((port) => (['TCP', 'UDP'] as const).map((protocol) => ({ port, protocol })))
  const units = made.draft.units.map(({ id }) => id)
  const components = model.applications.flatMap((application) =>
    application.components.filter(({ reference }) => !reference).map((part) => ({ id: `${application.name}/${part.name}`, ...part })),
  )
  assert.equal(units.toSorted(), components.map(({ id }) => id).sort())
  // datagrams are answered by nobody: a load balancer asks the first port that takes connections
  const asked = new Set(
    components.flatMap(({ id, ports }) => {
      const first = ports.find(({ protocol }) => protocol === 'TCP')
      return first && ports.some(({ port, protocol }) => protocol === 'UDP' && open.has(` ${id}:${port}/UDP`))
        ? [` ${id}:${first.port}/TCP`]
        : []
    }),
  )
  const isRouted = routes.size > 0
  for (const aim of aims) {
    for (const to of units) {
      const isOpen = open.has(key('', to, aim)) || asked.has(key('', to, aim))
      for (const from of units) {
        // no link of UDP is carried, and one is refused
        const isLinked = aim.protocol === 'TCP' && links.has(key(from, to, aim))
        assert.is(passes(groups, from, to, aim), isLinked, key(from, to, aim))
      }
      assert.is(passes(groups, undefined, to, aim), isOpen, `a stranger ${key('', to, aim)}`)
      if (isRouted) assert.is(passes(groups, 'balancer', to, aim), routes.has(key('', to, aim)), `a route ${key('', to, aim)}`)
      assert.not(passes(groups, to, undefined, aim), `${to} goes out to ${aim.port}`)
    }
  }
  for (const to of units) assert.ok(passes(groups, to, undefined, { port: 443, protocol: 'TCP' }))
}

/** Who reaches whom at whatever port, by the groups and by the lattice. */
function check(subject: Subject): void {
  const made = drafted(subject.sources)
  if (made === undefined) return
  const groups = securityGroups(made.draft)
  const ids = groups.map(({ id }) => id).filter((id) => id !== 'balancer')
  const ports = new Set(groups.flatMap(({ ingress }) => ingress.flatMap(({ port }) => port ?? [])))
  const aims = [...ports, 7, 443].flatMap((port) => (['TCP', 'UDP'] as const).map((protocol) => ({ port, protocol })))
  const pairs = ids.flatMap((from) => ids.filter((to) => aims.some((aim) => passes(groups, from, to, aim))).map((to) => `${from} ${to}`))
  assert.equal(pairs.sort(), expected(subject), subject.name)
}

/** The parts of wasmCloud have ids of ours. Under Kubernetes hosts wait for wadm, where here the order of the waves is enough. */
function expected(subject: Subject): readonly string[] {
  const idOf = (text: string): string =>
    text
      .replace(/^wasmcloud\/host-/, 'wasmcloud:host:')
      .replace(/^wasmcloud\//, 'wasmcloud:')
      .replace(/^(.*)\/wadm-manifest$/, 'wasmcloud:manifest:$1')
  return graphPairs(subject)
    .map((pair) => pair.split(' ').map(idOf).join(' '))
    .filter((pair) => !/ wasmcloud:wadm$/.test(pair))
    .sort()
}
