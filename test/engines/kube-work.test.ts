import * as assert from 'uvu/assert'
import { skip, temporary, tests } from '../harness.js'
import { objectsOf } from '../kube/objects-of.js'
import { filesOf, type Settings } from '../kube/render-subject.js'
import type { KubeObject } from '../kube-linter/kube-object.js'
import { inNamespace } from './in-namespace.js'
import { type KubeEngine, startKube } from './kube-engine.js'
import { waitFor } from './wait-for.js'
import { objections } from './would-apply.js'

/** Every kind of work, with what stands around it. */
const shop = `
apiVersion: core.oam.dev/v1beta1
kind: Application
metadata:
  name: workshop
  labels: {team: blue}
  annotations: {version: v1.2.3, description: Sells, example.com/owner: me, experimental.wasmcloud.dev/shared: "true"}
spec:
  components:
    - name: db
      type: statefulset
      properties: {image: "postgres:16", ports: [{port: 5432, name: pg}]}
      traits:
        - {type: storage, properties: {pvc: [{name: data, mountPath: /data, resources: {requests: {storage: 1Gi}}}]}}
        - {type: scaler, properties: {replicas: 2}}
        - {type: k8s-update-strategy, properties: {targetKind: StatefulSet, strategy: {rollingStrategy: {partition: 1}}}}
    - name: files
      type: webservice
      properties: {image: "nginx:1", ports: [{port: 80, expose: true}, {port: 81, name: admin}], exposeType: LoadBalancer}
      traits: [{type: storage, properties: {pvc: [{name: workshop-files, mountPath: /data}]}}]
    - name: web
      type: webservice
      dependsOn: [migrate, files]
      properties:
        image: nginx:1
        cpu: 100m
        ports: [{port: 80, expose: true, appProtocol: http2}, {port: 53, protocol: UDP, expose: true}]
        exposeType: NodePort
        labels: {tier: front}
      traits:
        - {type: autoscaler, properties: {min: 1, max: 4, cpu: 70, concurrency: 20}}
        - {type: link, properties: {target: {name: db}}}
        - {type: link, properties: {target: {name: files, port: admin}}}
        - {type: service-account, properties: {name: robot, create: true, privileges: [{verbs: [get], apiGroups: [""], resources: [pods]}, {verbs: [get], nonResourceURLs: [/x], scope: cluster}]}}
        - type: affinity
          properties:
            podAffinity: {preferred: [{weight: 5, podAffinityTerm: {topologyKey: zone, namespace: one, labelSelector: {matchLabels: {app.oam.dev/component: web}}}}]}
            nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: [{key: disk, values: [ssd]}]}]}}
            tolerations: [{key: gpu, value: "yes", effect: NoSchedule}, {operator: Exists}]
        - {type: topologyspreadconstraints, properties: {constraints: [{maxSkew: 1, topologyKey: zone, labelSelector: {matchLabels: {app.oam.dev/component: web}}}]}}
        - {type: runtime, properties: {kubernetes: [{kind: deployment, patch: {spec: {minReadySeconds: 5}}}]}}
    - name: memory
      type: worker
      properties: {image: "x:1", memory: 64Mi, cpu: 200m}
      traits: [{type: hpa, properties: {min: 2, max: 3, cpu: {value: 60}, mem: {type: AverageValue, value: 33554432}, podCustomMetrics: [{name: q, value: "10"}]}}]
    - name: agent
      type: daemon
      properties: {image: "x:1"}
      traits: [{type: k8s-update-strategy, properties: {targetKind: DaemonSet, strategy: {rollingStrategy: {maxSurge: 1, maxUnavailable: 0}}}}]
    - name: migrate
      type: task
      properties: {image: "x:1", cmd: [first], count: 2, backoffLimit: 1, ttlSecondsAfterFinished: 60, activeDeadlineSeconds: 300}
    - name: nightly
      type: cron-task
      properties: {image: "x:1", schedule: "5 4 * * *", timeZone: Europe/Berlin, concurrencyPolicy: Forbid, suspend: true}
`
const desk = `
apiVersion: core.oam.dev/v1beta1
kind: Application
metadata: {name: workdesk}
spec:
  components:
    - {name: db, type: webservice, properties: {application: {name: workshop, component: db}}}
    - name: app
      type: worker
      properties: {image: "x:1"}
      traits: [{type: link, properties: {target: {name: db}}}]
`

const cases: Readonly<Record<string, Settings>> = {
  'by itself': {},
  'in a namespace for each application': { namespaces: 'application' },
  'that waits for what it links to': { wait: 'links' },
  'in waves of Argo CD': { waves: 'argocd' },
  'that KEDA scales': { concurrency: 'keda' },
}

const kube = startKube()
if (typeof kube === 'string') skip('work on an API server', kube)
else
  tests('the API server takes every kind of work', {
    ...Object.fromEntries(Object.entries(cases).map(([title, settings]) => [title, () => taken(kube, settings)])),
    'and a task that has changed runs anew, beside what has not': () => runsAnew(kube),
    'and Namespaces of ours let their pods run, and no others': () => runsInNamespaces(kube),
  })

function files(settings: Settings, text = shop): Readonly<Record<string, string>> {
  const sources = [
    { path: 'shop.yaml', text },
    { path: 'desk.yaml', text: desk },
  ]
  return filesOf({ name: 'work', sources }, 'kubernetes', settings)
}

async function taken(kube: KubeEngine, settings: Settings): Promise<void> {
  const rendered = files(settings)
  const objects = objectsOf(rendered)
  assert.ok(objects.length > 30, `${objects.length} objects`)
  assert.is(await objections(kube, { folder: temporary(rendered) }, objects), '')
}

async function runsAnew(kube: KubeEngine): Promise<void> {
  await inNamespace(kube, [], async (namespace) => {
    const apply = async (text: string): Promise<string[]> => {
      const folder = temporary(files({ namespace }, text))
      const { code, stderr } = await kube.run('kubectl', ['apply', '--server-side', '-n', namespace, '-k', folder])
      assert.is(code, 0, stderr)
      const jobs: readonly KubeObject[] = JSON.parse(await kube.must('kubectl', ['get', 'jobs', '-n', namespace, '-o', 'json'])).items
      return jobs.map(({ metadata }) => metadata.name)
    }
    const [first, ...none] = await apply(shop)
    assert.match(first!, /^workshop-migrate-[0-9a-f]{8}$/)
    assert.equal(none, [])
    assert.equal(await apply(shop), [first])
    assert.equal(await apply(shop.replace('minReadySeconds: 5', 'minReadySeconds: 6')), [first])
    assert.is((await apply(shop.replace('cmd: [first]', 'cmd: [second]'))).length, 2)
  })
}

async function runsInNamespaces(kube: KubeEngine): Promise<void> {
  const folder = temporary(files({ namespaces: 'application' }))
  const applied = await kube.run('kubectl', ['apply', '--server-side', '-k', folder])
  try {
    assert.is(applied.code, 0, applied.stderr)
    assert.is(applied.stderr, '', 'no warning')
    for (const [namespace, count] of Object.entries({ workshop: 8, workdesk: 1 })) {
      const pods = async (): Promise<number> =>
        JSON.parse(await kube.must('kubectl', ['get', 'pods', '-n', namespace, '-o', 'json'])).items.length
      // two of the database come one after the other, and no node makes a pod of the daemon
      await waitFor(pods, (found) => found >= count - (namespace === 'workshop' ? 2 : 0), 30)
      const events = await kube.must('kubectl', ['get', 'events', '-n', namespace, '--field-selector=reason=FailedCreate', '-o', 'name'])
      assert.is(events, '')
    }
    const refused = await kube.run('kubectl', ['run', 'stranger', '--image=x:1', '-n', 'workdesk'])
    assert.match(refused.stderr, /violates PodSecurity "restricted/)
  } finally {
    await kube.run('kubectl', ['delete', '--wait=false', '-k', folder])
  }
}
