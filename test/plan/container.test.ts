import * as assert from 'uvu/assert'
import { tests } from '../harness.js'
import { application, container, containerOf, planOf } from './plan-of.js'

tests('plan of a container', {
  'has every default': () => {
    const workload = container('{image: nginx:1}')
    assert.equal(JSON.parse(JSON.stringify(workload)), {
      id: 'app/web',
      application: 'app',
      name: 'web',
      needs: [],
      bindings: [],
      labels: {},
      annotations: {},
      runtime: {},
      kind: 'container',
      work: 'service',
      main: { name: 'web', image: 'nginx:1', env: [], ports: [], resources: {}, mounts: [] },
      sidecars: [],
      initContainers: [],
      volumes: [],
      replicas: 1,
      routes: [],
      hostAliases: [],
      imagePullSecrets: [],
    })
  },
  'knows how each type runs': () => {
    const works = ['webservice', 'worker', 'daemon', 'statefulset', 'task'].map((type) => container('{image: x}', '[]', type))
    assert.equal(
      works.map(({ work, replicas }) => [work, replicas]),
      [
        ['service', 1],
        ['worker', 1],
        ['daemon', undefined],
        ['stateful', 1],
        ['task', 1],
      ],
    )
    assert.equal(container('{image: x, count: 3, activeDeadlineSeconds: 90}', '[]', 'task').task, {
      restart: 'Never',
      backoffLimit: 6,
      activeDeadline: 90_000,
    })
    const cron = container("{image: x, schedule: '0 3 * * *', startingDeadlineSeconds: 5, count: 2}", '[]', 'cron-task')
    assert.is(cron.replicas, 2)
    assert.equal(cron.schedule, {
      cron: '0 3 * * *',
      suspend: false,
      concurrencyPolicy: 'Allow',
      startingDeadline: 5000,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 1,
    })
  },
  'names and numbers ports as KubeVela does': () => {
    const { main, exposure } = container(
      '{image: x, exposeType: NodePort, ports: [{port: 80, containerPort: 8080, expose: true, nodePort: 30080}, {port: 53, protocol: UDP, nodePort: 30053}, {port: 9, name: discard, appProtocol: tcp}]}',
    )
    assert.equal(main.ports, [
      { name: 'port-8080', containerPort: 8080, protocol: 'TCP', expose: true, port: 80, nodePort: 30080 },
      { name: 'port-53-udp', containerPort: 53, protocol: 'UDP', expose: false, port: 53 },
      { name: 'discard', containerPort: 9, protocol: 'TCP', expose: false, port: 9, appProtocol: 'tcp' },
    ])
    assert.equal(exposure, { type: 'NodePort', annotations: {} })
    assert.equal(container('{image: x, port: 3306}').main.ports, [
      { name: 'port-3306', containerPort: 3306, protocol: 'TCP', expose: false, port: 3306 },
    ])
  },
  'reads variables of every kind': () => {
    const env = `[{name: A, value: "yes"}, {name: E}, {name: S, valueFrom: {secretKeyRef: {name: s, key: k}}}, {name: C, valueFrom: {configMapKeyRef: {name: c, key: k}}},
      {name: F, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]`
    const storage = '[{type: storage, properties: {configMap: [{name: c, data: {k: v, other: w}}]}}]'
    const { main, volumes } = container(`{image: x, env: ${env}}`, storage)
    assert.equal(main.env, [
      { name: 'A', value: 'yes' },
      { name: 'E', value: '' },
      { name: 'S', secret: { name: 's', key: 'k' } },
      { name: 'C', config: { name: 'c', key: 'k', value: 'v' } },
      { name: 'F', field: 'metadata.name' },
    ])
    assert.equal(
      volumes,
      [{ name: 'configmap-c', kind: 'config', source: 'c', external: false, data: { k: 'v', other: 'w' } }],
      'made for others, though nobody mounts it',
    )
    assert.equal(main.mounts, [])
  },
  'lets the later of two variables with one name count': () => {
    const { main } = container('{image: x, env: [{name: A, value: "1"}, {name: B, value: "2"}, {name: A, value: "3"}]}')
    assert.equal(main.env, [
      { name: 'A', value: '3' },
      { name: 'B', value: '2' },
    ])
  },
  'counts in millicores and MiB, and keeps fractions': () => {
    assert.equal(container("{image: x, cpu: '0.25', memory: 64M}").main.resources, {
      cpu: { request: 250, limit: 250 },
      memory: { request: 61.03515625, limit: 61.03515625 },
    })
    assert.equal(container('{image: x, cpu: 1, memory: 1Gi, limit: {cpu: 1500m, memory: 2Gi}, gpu: 1}').main.resources, {
      cpu: { request: 1000, limit: 1500 },
      memory: { request: 1024, limit: 2048 },
      gpu: 1,
    })
    assert.equal(container('{image: x, limit: {cpu: 1}}').main.resources, { cpu: { limit: 1000 } })
  },
  'has probes with KubeVela’s timings, in milliseconds': () => {
    const { main } = container(
      '{image: x, ports: [{port: 80, containerPort: 8080, name: http}], livenessProbe: {httpGet: {port: http}}, readinessProbe: {tcpSocket: {port: 8080}, periodSeconds: 2, timeoutSeconds: 3, initialDelaySeconds: 1}, startupProbe: {grpc: {port: 8080}, terminationGracePeriodSeconds: 4}}',
    )
    const timings = { initialDelay: 0, period: 10_000, timeout: 1000, successThreshold: 1, failureThreshold: 3 }
    assert.equal(main.livenessProbe, { http: { path: '/', port: 8080, scheme: 'HTTP', headers: [] }, ...timings })
    assert.equal(main.readinessProbe, { tcp: { port: 8080 }, ...timings, initialDelay: 1000, period: 2000, timeout: 3000 })
    assert.equal(main.startupProbe, { grpc: { port: 8080 }, ...timings, terminationGracePeriod: 4000 })
  },
  'mounts storage of every kind': () => {
    const { main, volumes } = container(
      `{image: x, volumeMounts: {
        pvc: [{name: data, mountPath: /data, claimName: disk, subPath: a}, {name: data, mountPath: /more, claimName: disk}],
        configMap: [{name: conf, mountPath: /conf, cmName: settings, items: [{key: k, path: p}]}],
        secret: [{name: keys, mountPath: /keys, secretName: pair, defaultMode: 256, readOnly: true}],
        emptyDir: [{name: tmp, mountPath: /tmp, medium: Memory, sizeLimit: 1Gi}],
        hostPath: [{name: sock, mountPath: /sock, path: /var/run, mountPropagation: HostToContainer}]}}`,
    )
    assert.equal(volumes, [
      { name: 'data', kind: 'claim', source: 'disk', external: true },
      { name: 'conf', kind: 'config', source: 'settings', external: true, items: [{ key: 'k', path: 'p', mode: 511 }], defaultMode: 420 },
      { name: 'keys', kind: 'secret', source: 'pair', external: true, defaultMode: 256 },
      { name: 'tmp', kind: 'empty', external: false, medium: 'Memory', sizeLimit: 1024 },
      { name: 'sock', kind: 'host', external: true, hostPath: '/var/run' },
    ])
    assert.equal(main.mounts, [
      { volume: 'data', path: '/data', subPath: 'a', readOnly: false },
      { volume: 'data', path: '/more', readOnly: false },
      { volume: 'conf', path: '/conf', readOnly: false },
      { volume: 'keys', path: '/keys', readOnly: true },
      { volume: 'tmp', path: '/tmp', readOnly: false },
      { volume: 'sock', path: '/sock', readOnly: false, propagation: 'HostToContainer' },
    ])
  },
  'leaves the command to the image where a list is empty': () => {
    const { main } = container('{image: x, cmd: [], args: []}')
    assert.not('command' in main || 'args' in main)
    assert.equal(container('{image: x, cmd: [a, "b c"], args: ["$X"]}').main.args, ['$X'])
  },
  'carries what Compose and mc add': () => {
    const workload = container(
      `{image: x, build: {dockerfile: D, args: {V: "1"}}, workingDir: /app, stopSignal: SIGINT, terminationGracePeriodSeconds: 30, imagePullPolicy: Always, imagePullSecrets: [reg],
        develop: {watch: [{path: ./src, action: sync+exec, target: /app, exec: {command: [make]}}]}, debug: {port: 9229, cmd: [node], env: {D: "1"}}}`,
    )
    assert.equal(workload.main.build, { context: '.', dockerfile: 'D', args: { V: '1' } })
    assert.equal(workload.main.develop, { watch: [{ path: './src', action: 'sync+exec', target: '/app', exec: { command: ['make'] } }] })
    assert.equal(workload.main.debug, { port: 9229, command: ['node'], env: { D: '1' }, append: {} })
    assert.equal(
      [workload.main.workingDir, workload.main.stopSignal, workload.terminationGracePeriod, workload.main.imagePullPolicy],
      ['/app', 'SIGINT', 30_000, 'Always'],
    )
    assert.equal(workload.imagePullSecrets, ['reg'])
  },
  'keeps names that JavaScript minds': () => {
    const { labels } = container('{image: x, labels: {__proto__: a, constructor: b}}')
    assert.equal(Object.entries(labels), [
      ['__proto__', 'a'],
      ['constructor', 'b'],
    ])
  },
  'is not made of a component that stands for another': () => {
    const planned = planOf({
      'a.yaml': application(
        'platform',
        '- name: redis\n  type: webservice\n  properties: {image: "redis:7", port: 6379}',
        '{wasmcloud.dev/shared: "true"}',
      ),
      'b.yaml': application(
        'app',
        '- name: cache\n  type: webservice\n  properties: {application: {name: platform, component: redis}}\n- name: web\n  type: webservice\n  properties: {image: x}\n  dependsOn: [cache]',
      ),
    })
    assert.equal(
      planned.plan.applications.map(({ workloads }) => workloads.map(({ id }) => id)),
      [['app/web'], ['platform/redis']],
    )
    assert.equal(containerOf(planned, 'app/web').needs, [{ id: 'platform/redis', why: 'depends' }])
    assert.equal(planned.plan.waves, [['platform/redis'], ['app/web']])
  },
})
