import * as assert from 'uvu/assert'
import { makeLedger } from '../../src/plan/ledger.js'
import type { ContainerWorkload } from '../../src/plan/plan.js'
import { tests } from '../harness.js'
import { application, container, planOf } from './plan-of.js'

const sidecar = '{type: sidecar, properties: {name: side, image: s, env: [{name: A, value: "1"}]}}'

tests('traits of a container', {
  'scale it': () => {
    assert.is(container('{image: x}', '[{type: scaler, properties: {replicas: 3}}]').replicas, 3)
    assert.is(container('{image: x}', '[{type: scaler}]').replicas, 1)
    const scaled = container('{image: x, cpu: 1}', '[{type: autoscaler, properties: {min: 2, cpu: 70, concurrency: 20}}]')
    assert.equal([scaled.replicas, scaled.scale], [2, { min: 2, max: 10, cpu: 70, concurrency: 20 }])
    const both = container('{image: x, cpu: 1}', '[{type: cpuscaler}, {type: scaler, properties: {replicas: 4}}]')
    assert.equal([both.replicas, both.scale], [4, { min: 1, max: 10, cpu: 50 }])
    const hpa =
      '[{type: hpa, properties: {max: 5, cpu: {type: AverageValue, value: 2}, mem: {value: 60}, podCustomMetrics: [{name: q, value: "30"}]}}]'
    assert.equal(container('{image: x, cpu: 1, memory: 1Gi}', hpa).scale, {
      min: 1,
      max: 5,
      cpuValue: 2000,
      memory: 60,
      podMetrics: [{ name: 'q', value: '30' }],
    })
  },
  'merge, unset and replace variables, container by container': () => {
    const env = '{image: x, env: [{name: A, value: "1"}, {name: B, valueFrom: {secretKeyRef: {name: s, key: k}}}, {name: C, value: "3"}]}'
    assert.equal(container(env, '[{type: env, properties: {env: {B: "two", D: "4"}, unset: [C]}}]').main.env, [
      { name: 'A', value: '1' },
      { name: 'B', value: 'two' },
      { name: 'D', value: '4' },
    ])
    assert.equal(container(env, '[{type: env, properties: {replace: true, env: {Z: "9"}}}]').main.env, [{ name: 'Z', value: '9' }])
    const both = container(
      env,
      `[${sidecar}, {type: env, properties: {containers: [{containerName: side, env: {A: "2"}}, {containerName: web, unset: [A, B]}]}}]`,
    )
    assert.equal(both.main.env, [{ name: 'C', value: '3' }])
    assert.equal(both.sidecars[0]?.env, [{ name: 'A', value: '2' }])
  },
  'apply in the order of the manifest': () => {
    const patch = (value: string): string => `{type: env, properties: {env: {A: "${value}"}}}`
    assert.equal(container('{image: x}', `[${patch('1')}, ${patch('2')}]`).main.env, [{ name: 'A', value: '2' }])
    const lifecycle = '{type: lifecycle, properties: {preStop: {exec: {command: [bye]}}}}'
    assert.is(
      container('{image: x}', `[${lifecycle}, ${sidecar}]`).sidecars[0]?.lifecycle,
      undefined,
      'a container that comes later is not there yet',
    )
    assert.ok(container('{image: x}', `[${sidecar}, ${lifecycle}]`).sidecars[0]?.lifecycle)
  },
  'leave what does nothing for the targets to report': () => {
    const planned = planOf(
      application(
        'app',
        '- name: web\n  type: worker\n  properties: {image: x, exposeType: NodePort, env: [{name: A, value: "1"}]}\n  traits: [{type: env, properties: {env: {A: "2"}, unset: [B]}}]',
      ),
    )
    const ledger = makeLedger(planned.trace)
    JSON.stringify(ledger.watch(planned.plan))
    const unused = ledger.unused(planned.manifests[0]!)
    assert.equal(unused.map(({ key }) => key).sort(), ['exposeType', 'unset', 'value'])
  },
  'change resources': () => {
    const base = "{image: x, cpu: '2', memory: 4Gi, gpu: 1}"
    const resources = (trait: string): ContainerWorkload['main']['resources'] =>
      container(base, `[{type: resource, properties: ${trait}}]`).main.resources
    assert.equal(resources('{cpu: 0.5, memory: 64Mi}'), { cpu: { request: 500, limit: 500 }, memory: { request: 64, limit: 64 }, gpu: 1 })
    assert.equal(resources('{requests: {cpu: 1}}'), { cpu: { request: 1000, limit: 2000 }, memory: { request: 2048, limit: 4096 }, gpu: 1 })
    assert.equal(resources('{limits: {cpu: 3, memory: 8Gi}}'), {
      cpu: { request: 2000, limit: 3000 },
      memory: { request: 4096, limit: 8192 },
      gpu: 1,
    })
  },
  'change the command and its arguments': () => {
    const base = '{image: x, cmd: [run], args: [-a, -b]}'
    const main = (trait: string): (readonly string[] | undefined)[] => {
      const { command, args } = container(base, `[{type: command, properties: ${trait}}]`).main
      return [command, args]
    }
    assert.equal(main('{command: [start]}'), [['start'], ['-a', '-b']])
    assert.equal(main('{args: [-z]}'), [['run'], ['-z']])
    assert.equal(main('{addArgs: [-b, -c, -d], delArgs: [-a, -d]}'), [['run'], ['-b', '-c']])
    assert.equal(main('{delArgs: [-a, -b]}'), [['run'], undefined])
  },
  'change images and ports': () => {
    const images =
      '[{type: container-image, properties: {containers: [{containerName: web, image: y, imagePullPolicy: Always}, {containerName: side, image: z}]}}]'
    const { main, sidecars } = container('{image: x}', `[${sidecar}, ${images.slice(1)}`)
    assert.equal([main.image, main.imagePullPolicy, sidecars[0]?.image], ['y', 'Always', 'z'])
    const ports =
      '[{type: container-ports, properties: {ports: [{containerPort: 80, hostPort: 8080, hostIP: 127.0.0.1}, {containerPort: 53, protocol: UDP}]}}]'
    assert.equal(container('{image: x, ports: [{port: 80, name: http}]}', ports).main.ports, [
      { name: 'http', containerPort: 80, protocol: 'TCP', expose: false, port: 80, hostPort: 8080, hostIP: '127.0.0.1' },
      { name: 'port-53-udp', containerPort: 53, protocol: 'UDP', expose: false, port: 53 },
    ])
  },
  'expose ports that are there, and others': () => {
    const expose = '[{type: expose, properties: {type: LoadBalancer, annotations: {a: b}, ports: [{port: 80}, {port: 9000, name: admin}]}}]'
    const { main, exposure } = container('{image: x, ports: [{port: 80, containerPort: 8080, name: http}]}', expose)
    assert.equal(main.ports, [
      { name: 'http', containerPort: 8080, protocol: 'TCP', expose: true, port: 80 },
      { name: 'admin', containerPort: 9000, protocol: 'TCP', expose: true, port: 9000 },
    ])
    assert.equal(exposure, { type: 'LoadBalancer', annotations: { a: 'b' } })
    assert.equal(container('{image: x}', '[{type: expose, properties: {port: [8000]}}]').main.ports, [
      { name: 'port-8000', containerPort: 8000, protocol: 'TCP', expose: true, port: 8000 },
    ])
  },
  'route paths to ports': () => {
    const gateway =
      '[{type: gateway, properties: {domain: a.example, secretName: tls, http: {/: 80, /api: 9000}, rewrite: /, pathType: Prefix}}]'
    const { main, routes } = container('{image: x, ports: [{port: 80, containerPort: 8080, name: http}, {port: 9000}]}', gateway)
    const rest = {
      host: 'a.example',
      pathType: 'Prefix',
      rewrite: '/',
      tls: 'tls',
      class: 'nginx',
      classInSpec: false,
      annotations: {},
      labels: {},
    }
    assert.equal(
      routes.map((route) => ({ ...route })),
      [
        { ...rest, path: '/', port: 8080 },
        { ...rest, path: '/api', port: 9000 },
      ],
    )
    assert.equal(
      main.ports.map(({ expose }) => expose),
      [false, false],
    )
  },
  'share a directory with an init container': () => {
    const init =
      '[{type: init-container, properties: {name: prepare, image: busybox, cmd: [sh], appMountPath: /app, initMountPath: /work, extraVolumeMounts: [{name: data, mountPath: /d}]}}]'
    const { main, initContainers, volumes } = container('{image: x, volumeMounts: {emptyDir: [{name: data, mountPath: /data}]}}', init)
    assert.equal(initContainers, [
      {
        name: 'prepare',
        image: 'busybox',
        command: ['sh'],
        env: [],
        ports: [],
        resources: {},
        mounts: [
          { volume: 'workdir', path: '/work', readOnly: false },
          { volume: 'data', path: '/d', readOnly: false },
        ],
      },
    ])
    assert.equal(
      main.mounts.map(({ volume, path }) => [volume, path]),
      [
        ['data', '/data'],
        ['workdir', '/app'],
      ],
    )
    assert.equal(volumes.at(-1), { name: 'workdir', kind: 'empty', external: false })
  },
  'add storage, and never the values of a secret': () => {
    const storage = `[{type: storage, properties: {
      pvc: [{name: disk, mountPath: /d}, {name: old, mountPath: /o, mountOnly: true, resources: {requests: {storage: 1Gi}}}, {name: raw, mountPath: /dev/x, volumeMode: Block, resources: {requests: {storage: 2Gi}}}],
      secret: [{name: pair, mountPath: /s, stringData: {password: hunter2}, mountToEnv: {envName: PASSWORD, secretKey: password}}]}}]`
    const workload = container('{image: x}', storage)
    assert.equal(workload.volumes, [
      {
        name: 'pvc-disk',
        kind: 'claim',
        source: 'disk',
        external: false,
        volumeMode: 'Filesystem',
        size: 8192,
        accessModes: ['ReadWriteOnce'],
      },
      { name: 'pvc-old', kind: 'claim', source: 'old', external: true, volumeMode: 'Filesystem' },
      { name: 'pvc-raw', kind: 'claim', source: 'raw', external: false, volumeMode: 'Block', size: 2048, accessModes: ['ReadWriteOnce'] },
      { name: 'secret-pair', kind: 'secret', source: 'pair', external: false, defaultMode: 420 },
    ])
    assert.equal(workload.main.env, [{ name: 'PASSWORD', secret: { name: 'pair', key: 'password' } }])
    assert.not.match(JSON.stringify(workload), 'hunter2')
  },
  'say who runs it, where, and how it is replaced': () => {
    const workload = container(
      '{image: x}',
      `[{type: securitycontext, properties: {runAsUser: 1000, dropCapabilities: [ALL]}}, {type: podsecuritycontext, properties: {fsGroup: 5}},
        {type: service-account, properties: {name: robot, privileges: [{verbs: [get]}]}}, {type: hostalias, properties: {hostAliases: [{ip: 10.0.0.1, hostnames: [a]}]}},
        {type: k8s-update-strategy, properties: {strategy: {rollingStrategy: {maxSurge: 1}}}}, {type: lifecycle, properties: {preStop: {exec: {command: [bye]}}}},
        {type: affinity, properties: {tolerations: [{key: k}], nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: [{key: zone, values: [a]}]}]}}}},
        {type: topologyspreadconstraints, properties: {constraints: [{maxSkew: 1, topologyKey: zone, labelSelector: {matchLabels: {a: b}}}]}}]`,
    )
    assert.equal(workload.main.security, {
      runAsUser: 1000,
      runAsNonRoot: true,
      allowPrivilegeEscalation: false,
      privileged: false,
      dropCapabilities: ['ALL'],
    })
    assert.equal(workload.podSecurity, { fsGroup: 5, runAsNonRoot: true })
    assert.equal(workload.serviceAccount, { name: 'robot', create: false, privileges: [{ verbs: ['get'], scope: 'namespace' }] })
    assert.equal(workload.hostAliases, [{ ip: '10.0.0.1', hostnames: ['a'] }])
    assert.equal(workload.updateStrategy, { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: '25%' } })
    assert.equal(workload.main.lifecycle, { preStop: { exec: { command: ['bye'] } } })
    assert.equal(workload.affinity, {
      nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ operator: 'In', key: 'zone', values: ['a'] }] }] } },
      tolerations: [{ operator: 'Equal', key: 'k' }],
    })
    assert.equal(workload.topologySpread, [
      { whenUnsatisfiable: 'DoNotSchedule', maxSkew: 1, topologyKey: 'zone', labelSelector: { matchLabels: { a: 'b' } } },
    ])
  },
  'set and remove labels and annotations': () => {
    const { labels, annotations } = container(
      '{image: x, labels: {a: "1", b: "2"}}',
      '[{type: labels, properties: {a: null, c: "3"}}, {type: annotations, properties: {n: "4"}}]',
    )
    assert.equal([labels, annotations], [{ b: '2', c: '3' }, { n: '4' }])
  },
  'pass fields of a platform through': () => {
    const { runtime } = container(
      '{image: x}',
      '[{type: runtime, properties: {helm: [{kind: Deployment, patch: {spec: {paused: true, x: null}}}]}}, {type: runtime, properties: {helm: [{kind: Service, name: y, patch: {}}]}}]',
    )
    assert.equal(runtime, {
      helm: [
        { kind: 'Deployment', patch: { spec: { paused: true, x: null } } },
        { kind: 'Service', name: 'y', patch: {} },
      ],
    })
  },
})
