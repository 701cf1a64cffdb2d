import * as assert from 'uvu/assert'
import { tests } from '../../harness.js'
import { podIn, podOf, saidOf } from './pod-of.js'
import { named, type Read, rendered } from './rendered.js'

/** One component of a type, with entries of its properties and traits. */
function one(type: string, properties = '', traits = ''): string {
  return `- name: web\n  type: ${type}\n  properties: {image: "nginx:1"${properties && `, ${properties}`}}\n  traits: [${traits}]\n`
}

const selector = { 'app.kubernetes.io/name': 'web', 'app.kubernetes.io/part-of': 'shop' }
const storage = (more = ''): string => `{type: storage, properties: {pvc: [{name: data, mountPath: /data${more}}]}}`
const scaler = (replicas: number): string => `{type: scaler, properties: {replicas: ${replicas}}}`
const kindsOf = (objects: readonly Read[]): string[] => objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort()

tests('kubernetes: kinds of work', {
  'what runs for good is a Deployment, with an account of its own': () => {
    const { objects } = rendered({ shop: one('webservice', 'ports: [{port: 80, expose: true}]') })
    assert.equal(kindsOf(objects), ['Deployment shop-web', 'NetworkPolicy shop-web', 'Service shop-web', 'ServiceAccount shop-web'])
    const [deployment] = objects.filter(({ kind }) => kind === 'Deployment')
    assert.equal(deployment.spec.selector, { matchLabels: selector })
    assert.is(deployment.spec.replicas, 1)
    assert.equal(Object.keys(deployment.spec), ['replicas', 'selector', 'template'])
  },
  'a daemon is a DaemonSet, without a number of copies': () => {
    const { spec } = named(rendered({ shop: one('daemon') }), 'DaemonSet')['shop-web']
    assert.equal(Object.keys(spec), ['selector', 'template'])
  },
  'copies with names and storage are a StatefulSet, with claims and a headless Service of its own': () => {
    const made = rendered({ shop: one('statefulset', 'ports: [{port: 5432, name: pg}]', `${storage()}, ${scaler(3)}`) })
    const { spec } = named(made, 'StatefulSet')['shop-web']
    assert.is(spec.serviceName, 'shop-web-headless')
    assert.is(spec.replicas, 3)
    assert.equal(spec.volumeClaimTemplates, [
      {
        metadata: { name: 'pvc-data', labels: selector },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '8Gi' } } },
      },
    ])
    const { containers, volumes } = spec.template.spec
    assert.equal(containers[0].volumeMounts, [{ name: 'pvc-data', mountPath: '/data' }])
    assert.not(
      volumes?.some(({ name }: Read) => name === 'pvc-data'),
      'the controller adds the volume',
    )
    assert.equal(named(made, 'PersistentVolumeClaim'), {})
    assert.equal(named(made, 'Service')['shop-web-headless'].spec, {
      clusterIP: 'None',
      publishNotReadyAddresses: true,
      selector,
      ports: [{ name: 'pg', port: 5432, targetPort: 'pg' }],
    })
    assert.is(named(made, 'Service')['shop-web'], undefined, 'nobody reaches it')
  },
  'storage of one machine makes several copies a StatefulSet, and one copy be recreated': () => {
    assert.equal(Object.keys(named(rendered({ shop: one('webservice', '', `${storage()}, ${scaler(2)}`) }), 'StatefulSet')), ['shop-web'])
    const said = (type: string) => saidOf(rendered({ shop: one(type, '', `${storage()}, ${scaler(2)}`) }).diagnostics)
    assert.match(said('webservice').join(), /^target\/storage-per-copy each copy of `shop\/web` has storage of its own/)
    assert.equal(said('statefulset'), [])
    const single = rendered({ shop: one('webservice', '', storage()) })
    assert.equal(named(single, 'Deployment')['shop-web'].spec.strategy, { type: 'Recreate' })
    assert.equal(Object.keys(named(single, 'PersistentVolumeClaim')), ['data'])
  },
  'storage that many machines mount stays one claim': () => {
    const made = rendered({ shop: one('webservice', '', `${storage(', accessModes: [ReadWriteMany]')}, ${scaler(2)}`) })
    assert.is(named(made, 'Deployment')['shop-web'].spec.strategy, undefined)
    assert.equal(Object.keys(named(made, 'PersistentVolumeClaim')), ['data'])
  },
  'a claim that another workload mounts too stays one claim': () => {
    const other =
      '- name: other\n  type: worker\n  properties: {image: "x:1", volumeMounts: {pvc: [{name: d, claimName: data, mountPath: /d}]}}\n'
    const made = rendered({ shop: one('statefulset', '', `${storage()}, ${scaler(2)}`) + other })
    assert.is(named(made, 'StatefulSet')['shop-web'].spec.volumeClaimTemplates, undefined)
    assert.match(saidOf(made.diagnostics).join(), /^target\/storage-on-one-machine all copies of `shop\/web` have to run on one machine/)
    assert.equal(Object.keys(named(made, 'PersistentVolumeClaim')), ['data'])
  },
  'a task is a Job whose name tells what it runs': () => {
    const jobOf = (properties = '') => rendered({ shop: one('task', properties) }).objects.find(({ kind }) => kind === 'Job')
    const job = jobOf()
    assert.match(job.metadata.name, /^shop-web-[0-9a-f]{8}$/)
    assert.equal(Object.keys(job.spec), ['template'])
    assert.is(job.spec.template.spec.restartPolicy, 'Never')
    assert.is(jobOf().metadata.name, job.metadata.name)
    assert.is.not(jobOf('cmd: [a]').metadata.name, job.metadata.name)
    assert.is.not(jobOf('env: [{name: A, value: b}]').metadata.name, job.metadata.name)
    const labelled = rendered({
      shop: one('task', '', '{type: runtime, properties: {kubernetes: [{kind: Job, patch: {spec: {backoffLimit: 1}}}]}}'),
    })
    assert.is.not(labelled.objects.find(({ kind }) => kind === 'Job').metadata.name, job.metadata.name)
  },
  'limits of a task': () => {
    const { objects } = rendered({
      shop: one('task', 'count: 3, restart: OnFailure, backoffLimit: 2, activeDeadlineSeconds: 60, ttlSecondsAfterFinished: 600'),
    })
    const { template, ...spec } = objects.find(({ kind }) => kind === 'Job').spec
    assert.equal(spec, { parallelism: 3, completions: 3, backoffLimit: 2, activeDeadlineSeconds: 60, ttlSecondsAfterFinished: 600 })
    assert.is(template.spec.restartPolicy, 'OnFailure')
  },
  'a cron task is a CronJob': () => {
    const cronOf = (more = '') => named(rendered({ shop: one('cron-task', `schedule: "5 4 * * *"${more}`) }), 'CronJob')['shop-web'].spec
    assert.equal(Object.keys(cronOf()), ['schedule', 'startingDeadlineSeconds', 'jobTemplate'])
    assert.is(cronOf().startingDeadlineSeconds, 3600)
    const { jobTemplate, ...spec } = cronOf(
      ', timeZone: Europe/Berlin, suspend: true, concurrencyPolicy: Forbid, startingDeadlineSeconds: 30, successfulJobsHistoryLimit: 1, failedJobsHistoryLimit: 2',
    )
    assert.equal(spec, {
      schedule: '5 4 * * *',
      timeZone: 'Europe/Berlin',
      suspend: true,
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: 30,
      successfulJobsHistoryLimit: 1,
      failedJobsHistoryLimit: 2,
    })
    assert.equal(jobTemplate.spec.template.metadata.labels, selector)
  },
  'the way of an update': () => {
    const update = (strategy: string): string => `{type: k8s-update-strategy, properties: {strategy: ${strategy}}}`
    const deployment = (strategy: string) =>
      named(rendered({ shop: one('webservice', '', update(strategy)) }), 'Deployment')['shop-web'].spec.strategy
    assert.is(deployment('{type: RollingUpdate}'), undefined, 'as Kubernetes has it anyway')
    assert.equal(deployment('{type: RollingUpdate, rollingStrategy: {maxSurge: 1}}'), {
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: 1, maxUnavailable: '25%' },
    })
    assert.equal(deployment('{type: Recreate}'), { type: 'Recreate' })
    const stateful = named(rendered({ shop: one('statefulset', '', update('{rollingStrategy: {partition: 2}}')) }), 'StatefulSet')[
      'shop-web'
    ]
    assert.equal(stateful.spec.updateStrategy, { type: 'RollingUpdate', rollingUpdate: { partition: 2 } })
    const daemon = rendered({ shop: one('daemon', '', update('{rollingStrategy: {maxSurge: 1, maxUnavailable: 2}}')) })
    assert.equal(named(daemon, 'DaemonSet')['shop-web'].spec.updateStrategy, {
      type: 'RollingUpdate',
      rollingUpdate: { maxUnavailable: 2 },
    })
    assert.equal(
      saidOf(daemon.diagnostics).map((said) => said.split(' ')[0]),
      ['target/no-surge'],
    )
  },
  accounts: () => {
    const plain = podOf('')
    assert.is(plain.spec.serviceAccountName, 'shop-web')
    assert.is(plain.spec.automountServiceAccountToken, false)
    const existing = podOf('', '{type: service-account, properties: {name: robot}}')
    assert.is(existing.spec.serviceAccountName, 'robot')
    assert.is(existing.spec.automountServiceAccountToken, undefined, 'the account decides')
    assert.equal(named(existing, 'ServiceAccount'), {})
    const privileges =
      '[{verbs: [get, list], apiGroups: [""], resources: [pods]}, {verbs: [get], nonResourceURLs: [/healthz], scope: cluster}]'
    const robot = `{type: service-account, properties: {name: robot, create: true, privileges: ${privileges}}}`
    const made = podIn({ shop: one('webservice', '', robot) }, { namespace: 'prod' })
    assert.is(named(made, 'ServiceAccount')['robot'].automountServiceAccountToken, undefined)
    assert.equal(named(made, 'Role')['shop-web'].rules, [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] }])
    const binding = named(made, 'RoleBinding')['shop-web']
    assert.equal(binding.subjects, [{ kind: 'ServiceAccount', name: 'robot', namespace: 'prod' }])
    assert.equal(binding.roleRef, { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'shop-web' })
    assert.equal(made.said, [])
    const cluster = named(made, 'ClusterRole')['prod-shop-web']
    assert.equal(cluster.rules, [{ nonResourceURLs: ['/healthz'], verbs: ['get'] }])
    assert.is(cluster.metadata.namespace, undefined)
    assert.is(named(made, 'ClusterRoleBinding')['prod-shop-web'].subjects[0].namespace, 'prod')
    const unnamed = podIn({ shop: one('webservice', '', robot) })
    assert.is(named(unnamed, 'ClusterRoleBinding')['shop-web'].subjects[0].namespace, 'default')
    assert.match(unnamed.said.join(), /^target\/namespace-assumed/)
  },
  'an image that is built has the name that it will have': () => {
    const built = '- name: web\n  type: webservice\n  properties: {build: {context: .}}\n'
    const { main, diagnostics } = podIn({ shop: built }, { registry: 'registry.example.com/team/' })
    assert.is(main.image, 'registry.example.com/team/shop-web:0.1.0')
    const [said] = diagnostics.filter(({ code }) => code === 'target/no-image-record')
    assert.is(said!.severity, 'warning')
    assert.ok(said!.span)
  },
})
