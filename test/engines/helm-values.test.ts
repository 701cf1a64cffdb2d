import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { type Case, skip, temporary, tests } from '../harness.js'
import { readObjects } from '../kube/objects-of.js'
import type { KubeObject } from '../kube-linter/kube-object.js'
import { charts } from '../targets/helm/charts.js'
import { helms } from './installed-chart.js'
import { type KubeEngine, kubeVersion, startKube } from './kube-engine.js'

/** Renders the chart of the shop; what differs from the defaults is given as a values file. */
type Render = (values: object, ...args: readonly string[]) => Promise<Objects>

/** Objects by kind and name. */
type Objects = ReadonlyMap<string, KubeObject>

const platform = `
- name: redis
  type: webservice
  properties: {image: "redis:7", ports: [{port: 6379, name: redis}]}
`
const shop = `
- name: web
  type: webservice
  properties:
    image: ghcr.io/acme/web:1.2.3
    cmd: [serve]
    env: [{name: MODE, value: plain}, {name: TOKEN, valueFrom: {secretKeyRef: {name: web-token, key: token}}}]
    ports: [{port: 8080, name: http, expose: true}]
    livenessProbe: {httpGet: {path: /healthz, port: 8080}}
  traits:
    - type: storage
      properties:
        pvc: [{name: web-data, mountPath: /data, resources: {requests: {storage: 1Gi}}}]
        configMap: [{name: web-settings, mountPath: /etc/web, data: {a: "1"}}]
    - type: link
      properties: {name: store, target: {name: store}}
- name: store
  type: webservice
  properties: {application: {name: platform, component: redis}}
- name: migrate
  type: task
  properties: {image: "busybox:1", cmd: ["true"]}
`

function renderer(kube: KubeEngine, helm: string): Render {
  const folder = temporary(charts({ shop, platform: shared(platform) }).files)
  return async (values, ...args) => {
    writeFileSync(join(folder, 'given.json'), JSON.stringify(values))
    const given = ['--kube-version', kubeVersion, '--values', join(folder, 'given.json'), ...args]
    const text = await kube.must(helm, ['template', 'shop', join(folder, 'shop'), '--no-hooks', ...given])
    assert.not(/^ +$/m.test(text), 'a line of spaces')
    return new Map(readObjects(text).map((object) => [`${object.kind} ${object.metadata.name.replace(/-[0-9a-f]{8}$/, '')}`, object]))
  }
}

/** A manifest that says that others may refer to it. */
function shared(components: string): string {
  const lines = components.trim().replace(/^/gm, '    ')
  return `apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata:\n  name: platform\n  annotations: {experimental.wasmcloud.dev/shared: "true"}\nspec:\n  components:\n${lines}\n`
}

/** Gives what is at a path of an object. */
function at(objects: Objects, name: string, path: string): unknown {
  let value: unknown = objects.get(name)
  for (const key of path.split('/')) value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
  return value
}

const web = 'Deployment shop-web'
const container = 'spec/template/spec/containers/0'

const cases: Readonly<Record<string, (render: Render) => Promise<void>>> = {
  async 'an image is named by registry, repository, tag and digest'(render) {
    const digest = `sha256:${'0'.repeat(64)}`
    assert.is(at(await render({}), web, `${container}/image`), 'ghcr.io/acme/web:1.2.3')
    assert.is(at(await render({ web: { image: { tag: '', digest } } }), web, `${container}/image`), `ghcr.io/acme/web@${digest}`)
    const own = await render({ global: { imageRegistry: 'registry.example.com:5000' }, web: { image: { tag: '2' } } })
    assert.is(at(own, web, `${container}/image`), 'registry.example.com:5000/acme/web:2')
  },
  async 'an autoscaler takes the number of copies over'(render) {
    const plain = await render({ web: { replicas: 3 } })
    assert.is(at(plain, web, 'spec/replicas'), 3)
    assert.not(plain.has('HorizontalPodAutoscaler shop-web'))
    const scaled = await render({ web: { autoscaling: { enabled: true, maxReplicas: 9, targetMemoryUtilizationPercentage: 70 } } })
    assert.is(at(scaled, web, 'spec/replicas'), undefined)
    assert.is(at(scaled, 'HorizontalPodAutoscaler shop-web', 'spec/maxReplicas'), 9)
    assert.is(at(scaled, 'HorizontalPodAutoscaler shop-web', 'spec/metrics/1/resource/target/averageUtilization'), 70)
  },
  async 'an Ingress of a component without a route comes with its way in'(render) {
    assert.not((await render({})).has('Ingress shop-web'))
    const hosts = [{ host: 'shop.example.com', paths: [{ path: '/', pathType: 'Prefix', port: 'http' }] }]
    const routed = await render({
      web: { ingress: { enabled: true, className: 'nginx', hosts } },
      networkPolicy: { gatewayNamespace: 'edge' },
    })
    assert.equal(at(routed, 'Ingress shop-web', 'spec'), {
      ingressClassName: 'nginx',
      rules: [
        {
          http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'shop-web', port: { name: 'http' } } } }] },
          host: 'shop.example.com',
        },
      ],
    })
    assert.match(JSON.stringify(at(routed, 'NetworkPolicy shop-web', 'spec/ingress')), '"kubernetes.io/metadata.name":"edge"')
  },
  async 'a Service for those outside opens its policy'(render) {
    const open = await render({ web: { service: { type: 'LoadBalancer', loadBalancerClass: 'internal' } } })
    assert.is(at(open, 'Service shop-web', 'spec/type'), 'LoadBalancer')
    assert.is(at(open, 'Service shop-web', 'spec/loadBalancerClass'), 'internal')
    assert.equal(at(open, 'NetworkPolicy shop-web', 'spec/ingress'), [{ ports: [{ port: 'http' }] }])
    assert.not('ingress' in Object(at(await render({}), 'NetworkPolicy shop-web', 'spec')), 'no rules are no key')
  },
  async 'a namespace of another application is in addresses and in policies'(render) {
    const near = await render({})
    assert.match(JSON.stringify(at(near, web, `${container}/env`)), '"redis://platform-redis:6379"')
    assert.is(at(near, 'NetworkPolicy shop-web', 'spec/egress/0/to/0/namespaceSelector'), undefined)
    const far = await render({ global: { namespaces: { platform: 'platform', shop: '1234' } } })
    assert.match(JSON.stringify(at(far, web, `${container}/env`)), '"redis://platform-redis.platform.svc:6379"')
    assert.equal(at(far, 'NetworkPolicy shop-web', 'spec/egress/0/to/0/namespaceSelector'), {
      matchLabels: { 'kubernetes.io/metadata.name': 'platform' },
    })
    for (const { metadata } of far.values()) assert.is(metadata.namespace, '1234')
    const given = await render({ web: { env: { CONNECTION_STORE_URL: 'redis://elsewhere:1' } } })
    assert.match(JSON.stringify(at(given, web, `${container}/env`)), '"redis://elsewhere:1"')
  },
  async 'configuration that changes starts its pods anew, and nothing else does'(render) {
    const checksum = (objects: Objects): unknown => {
      const annotations = at(objects, web, 'spec/template/metadata/annotations')
      return typeof annotations === 'object' && annotations !== null ? Reflect.get(annotations, 'checksum/config') : undefined
    }
    const before = await render({})
    assert.type(checksum(before), 'string')
    const changed = await render({ web: { config: { 'web-settings': { a: '2', b: '3' } } } })
    assert.equal(at(changed, 'ConfigMap web-settings', 'data'), { a: '2', b: '3' })
    assert.is.not(checksum(changed), checksum(before))
    const others = await render({ commonLabels: { team: 'a' }, web: { labels: { tier: 'front' } } })
    assert.is(checksum(others), checksum(before))
    assert.equal(at(others, web, 'spec/template'), at(before, web, 'spec/template'))
  },
  async 'a task that changes is a new Job, and one that does not is the same'(render) {
    const nameOf = (objects: Objects): unknown => at(objects, 'Job shop-migrate', 'metadata/name')
    const before = nameOf(await render({}))
    assert.match(String(before), /^shop-migrate-[0-9a-f]{8}$/)
    assert.is(nameOf(await render({ commonLabels: { team: 'a' }, web: { replicas: 5 } })), before)
    assert.is.not(nameOf(await render({ migrate: { image: { tag: '2' } } })), before)
  },
  async 'storage is made, or is there already'(render) {
    const claim = 'PersistentVolumeClaim web-data'
    const made = await render({ web: { persistence: { webData: { size: '5Gi', storageClass: 'fast' } } } })
    assert.is(at(made, claim, 'spec/storageClassName'), 'fast')
    assert.is(at(made, claim, 'spec/resources/requests/storage'), '5Gi')
    assert.is(made.get(claim)?.metadata.annotations?.['helm.sh/resource-policy'], 'keep')
    const gone = await render({ web: { persistence: { webData: { keep: false } } } })
    assert.not(/resource-policy/.test(JSON.stringify(gone.get(claim))))
    const existing = await render({ web: { persistence: { webData: { existingClaim: 'old' } } } })
    assert.not(existing.has(claim))
    assert.match(JSON.stringify(at(existing, web, 'spec/template/spec/volumes')), '"claimName":"old"')
  },
  async 'what is added is there, and what is taken away by null is not'(render) {
    const values = {
      commonAnnotations: { 'example.com/team': 'a' },
      web: {
        annotations: { 'example.com/team': 'b' },
        podAnnotations: { 'example.com/on': 'true' },
        extraEnv: [{ name: 'MORE', value: 'x' }],
        nodeSelector: { disk: 'ssd' },
        tolerations: [{ key: 'k', operator: 'Exists' }],
        affinity: { nodeAffinity: {} },
        topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway' }],
        priorityClassName: 'high',
        terminationGracePeriodSeconds: 0,
        livenessProbe: null,
        existingSecrets: { 'web-token': 'other' },
        imagePullSecrets: ['own'],
      },
      global: { imagePullSecrets: ['all'] },
    }
    const objects = await render(values)
    assert.is(objects.get(web)?.metadata.annotations?.['example.com/team'], 'b')
    assert.is(objects.get('Service shop-web')?.metadata.annotations?.['example.com/team'], 'a')
    const pod = at(objects, web, 'spec/template/spec')
    const text = JSON.stringify(pod)
    for (const piece of [
      '{"name":"MORE","value":"x"}',
      '"terminationGracePeriodSeconds":0',
      '"priorityClassName":"high"',
      '"name":"other"',
      '"disk":"ssd"',
    ])
      assert.match(text, piece)
    assert.not(/livenessProbe|podAntiAffinity/.test(text))
    assert.equal(at(objects, web, 'spec/template/spec/imagePullSecrets'), [{ name: 'all' }, { name: 'own' }])
  },
  async 'numbers and truth values stay what they were, however they are given'(render) {
    const big = await render({ web: { podSecurityContext: { runAsUser: 1_000_660_000 }, replicas: 1_000_000 } })
    assert.is(at(big, web, 'spec/template/spec/securityContext/runAsUser'), 1_000_660_000)
    assert.is(at(big, web, 'spec/replicas'), 1_000_000)
    const set = await render({}, '--set', 'web.podSecurityContext.runAsUser=1000660000,web.env.MODE=true,web.podAnnotations.port=8080')
    assert.is(at(set, web, 'spec/template/spec/securityContext/runAsUser'), 1_000_660_000)
    assert.match(JSON.stringify(at(set, web, `${container}/env`)), '"value":"true"')
    assert.match(JSON.stringify(at(set, web, 'spec/template/metadata/annotations')), '"port":"8080"')
  },
}

/* What a value of a chart changes, as both Helms render it: nothing else. */
const kube = startKube()
if (typeof kube === 'string') skip('values of charts', kube)
else
  tests(
    'values of charts',
    Object.fromEntries(
      helms.flatMap((helm) =>
        Object.entries(cases).map(([name, check]): [string, Case] => [`${name}, by ${helm}`, () => check(renderer(kube, helm))]),
      ),
    ),
  )
