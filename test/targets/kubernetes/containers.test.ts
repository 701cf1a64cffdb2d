import * as assert from 'uvu/assert'
import { cpuQuantity, memoryQuantity } from '../../../targets/kubernetes/objects/pod/quantity.js'
import { tests } from '../../harness.js'
import { podIn, podOf, saidOf, web } from './pod-of.js'
import { tried } from './rendered.js'

const from = (name: string, source: string): string => `{name: ${name}, valueFrom: {${source}}}`

tests('kubernetes: containers', {
  'the environment keeps its order, and refers to secrets, configuration and facts': () => {
    const { main, said } = podOf(
      `env: [{name: B, value: "$(A) {{ x }}"}, ${from('PASSWORD', 'secretKeyRef: {name: db, key: password}')}, ${from('LEVEL', 'configMapKeyRef: {name: settings, key: level}')}, ${from('IP', 'fieldRef: {fieldPath: status.podIP}')}, {name: A, value: ""}, ${from('COMPONENT', `fieldRef: {fieldPath: "metadata.labels['app.oam.dev/component']"}`)}]`,
    )
    assert.equal(said, [])
    assert.equal(main.env, [
      { name: 'B', value: '$(A) {{ x }}' },
      { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } },
      { name: 'LEVEL', valueFrom: { configMapKeyRef: { name: 'settings', key: 'level' } } },
      { name: 'IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
      { name: 'A', value: '' },
      { name: 'COMPONENT', value: 'web' },
    ])
  },
  'names that Kubernetes refuses are errors': () => {
    const codes = (entry: string) =>
      tried({ shop: web(`env: [${entry}]`) }).diagnostics.flatMap(({ code, severity }) => (severity === 'error' ? [code] : []))
    assert.equal(codes(from('A', 'secretKeyRef: {name: My_Secret, key: a}')), ['target/bad-name'])
    assert.equal(codes(from('A', 'secretKeyRef: {name: my-secret, key: "a b"}')), ['target/bad-name'])
    assert.equal(codes(from('A', 'configMapKeyRef: {name: -a, key: a}')), ['target/bad-name'])
    assert.equal(codes(from('A', 'fieldRef: {fieldPath: spec.containers}')), ['target/unknown-field'])
    assert.equal(codes('{name: "ü", value: a}'), ['target/bad-name'])
    assert.equal(codes('{name: "a b", value: a}'), [])
  },
  'a link leads to the Service of its target, in its namespace': () => {
    const link = '{type: link, properties: {name: cache, target: {name: cache}}}'
    const reference = '- name: cache\n  type: webservice\n  properties: {application: {name: platform, component: cache}}\n'
    const platform = (namespace: string) =>
      `kind: Application\napiVersion: core.oam.dev/v1beta1\nmetadata: {name: platform${namespace}, annotations: {wasmcloud.dev/shared: "true"}}\nspec: {components: [{name: cache, type: webservice, properties: {image: "redis:7", ports: [{port: 80, containerPort: 6379, name: redis}]}}]}\n`
    const env = (namespace: string) => podIn({ shop: web('', link) + reference, platform: platform(namespace) }).main.env
    assert.equal(env(''), [
      { name: 'CONNECTION_CACHE_HOST', value: 'platform-cache' },
      { name: 'CONNECTION_CACHE_PORT', value: '80' },
      { name: 'CONNECTION_CACHE_URL', value: 'redis://platform-cache:80' },
    ])
    assert.is(env(', namespace: data')[2].value, 'redis://platform-cache.data.svc:80')
  },
  'ports have names, protocols and, with a warning, ports of the machine': () => {
    const { main, said } = podOf(
      'ports: [{port: 80, containerPort: 8080, name: http}, {port: 81, containerPort: 8080}, {port: 53, protocol: UDP}]',
      '{type: container-ports, properties: {ports: [{containerPort: 9000, hostPort: 9001, hostIP: 10.0.0.1}]}}',
    )
    assert.equal(main.ports, [
      { name: 'http', containerPort: 8080 },
      { name: 'port-53-udp', containerPort: 53, protocol: 'UDP' },
      { name: 'port-9000', containerPort: 9000, hostPort: 9001, hostIP: '10.0.0.1' },
    ])
    assert.equal(
      said.map((text) => text.split(' ')[0]),
      ['target/host-port'],
    )
  },
  'probes say what Kubernetes would not do by itself': () => {
    const { main, said } = podOf(
      `ports: [{port: 80, containerPort: 8080, name: http}],
       livenessProbe: {httpGet: {path: /live, port: 8080, scheme: HTTPS, host: shop, httpHeaders: [{name: X-A, value: b}]}, initialDelaySeconds: 5, periodSeconds: 10, timeoutSeconds: 1, failureThreshold: 3, terminationGracePeriodSeconds: 7},
       readinessProbe: {grpc: {port: 8080, service: shop}, successThreshold: 2, periodSeconds: 3, timeoutSeconds: 2, failureThreshold: 9},
       startupProbe: {tcpSocket: {port: 9999}}`,
    )
    assert.equal(said, [])
    assert.equal(main.livenessProbe, {
      httpGet: { path: '/live', port: 'http', host: 'shop', scheme: 'HTTPS', httpHeaders: [{ name: 'X-A', value: 'b' }] },
      initialDelaySeconds: 5,
      terminationGracePeriodSeconds: 7,
    })
    assert.equal(main.readinessProbe, {
      grpc: { port: 8080, service: 'shop' },
      periodSeconds: 3,
      timeoutSeconds: 2,
      successThreshold: 2,
      failureThreshold: 9,
    })
    assert.equal(main.startupProbe, { tcpSocket: { port: 9999 } })
    assert.equal(podOf('readinessProbe: {exec: {command: [a, "b c"]}}').main.readinessProbe, { exec: { command: ['a', 'b c'] } })
  },
  'hooks run commands and make requests, and open no connections': () => {
    const hook = (handler: string) =>
      podOf('ports: [{port: 80, name: http}]', `{type: lifecycle, properties: {postStart: {${handler}}, preStop: {exec: {command: [a]}}}}`)
    assert.equal(hook('httpGet: {path: /a, port: 80, scheme: HTTP, httpHeaders: [{name: A, value: b}]}').main.lifecycle, {
      postStart: { httpGet: { path: '/a', port: 'http', httpHeaders: [{ name: 'A', value: 'b' }] } },
      preStop: { exec: { command: ['a'] } },
    })
    assert.equal(hook('httpGet: {port: 99, scheme: HTTPS, host: b}').main.lifecycle.postStart, {
      httpGet: { path: '/', port: 99, scheme: 'HTTPS', host: 'b' },
    })
    const tcp = hook('tcpSocket: {port: 80}')
    assert.equal([tcp.main.lifecycle, tcp.said.length], [{ preStop: { exec: { command: ['a'] } } }, 1])
    assert.match(tcp.said[0]!, /^target\/no-tcp-hook /)
  },
  'a signal to stop with names the system of the pod': () => {
    const { main, spec, said } = podOf('stopSignal: SIGINT')
    assert.equal([main.lifecycle, spec.os], [{ stopSignal: 'SIGINT' }, { name: 'linux' }])
    assert.match(said.join(), /^target\/unsupported .*ContainerStopSignals/)
    assert.is(podOf('').spec.os, undefined)
  },
  'requests and limits are exact, and defaults where nothing is said': () => {
    const { main, diagnostics } = podOf('cpu: "1.5", memory: 500M, limit: {cpu: 2, memory: 1Gi}, gpu: 1')
    assert.equal(main.resources, {
      requests: { cpu: '1500m', memory: '500M', 'ephemeral-storage': '64Mi' },
      limits: { cpu: '2', memory: '1Gi', 'ephemeral-storage': '1Gi', 'nvidia.com/gpu': '1' },
    })
    assert.equal(saidOf(diagnostics), [])
    assert.is(diagnostics.length, 0)
    const open = podOf('memory: 1Gi')
    assert.equal(open.main.resources, {
      requests: { cpu: '100m', memory: '1Gi', 'ephemeral-storage': '64Mi' },
      limits: { cpu: '1', memory: '1Gi', 'ephemeral-storage': '1Gi' },
    })
    assert.equal(
      open.diagnostics.map(({ code, severity, message }) => [code, severity, message.includes('`web` (cpu)')]),
      [['target/default-resources', 'info', true]],
    )
    const limited = podOf('', '{type: resource, properties: {limits: {cpu: 50m, memory: 64Mi}}}').main.resources
    assert.equal([limited.requests.cpu, limited.requests.memory], ['50m', '64Mi'])
    const asking = podOf('', '{type: resource, properties: {requests: {cpu: 3, memory: 4Gi}}}').main.resources
    assert.equal([asking.limits.cpu, asking.limits.memory], ['3', '4Gi'])
  },
  'quantities are short and lose nothing': () => {
    assert.equal([250, 1000, 1500, 0.5].map(cpuQuantity), ['250m', '1', '1500m', '1m'])
    assert.equal([512, 1024, 0.5, 8192, 1 / 1024 / 1024, 0, 1e6 / 1024 / 1024, 128e6 / 1024 / 1024].map(memoryQuantity), [
      '512Mi',
      '1Gi',
      '512Ki',
      '8Gi',
      '1',
      '0',
      '1M',
      '128M',
    ])
  },
  'sidecars come after the init containers and do not end': () => {
    const { spec } = podOf(
      'terminationGracePeriodSeconds: 7, imagePullSecrets: [registry], hostAliases: [{ip: 10.0.0.1, hostnames: [a, b]}]',
      '{type: sidecar, properties: {name: agent, image: "agent:1", cmd: [run]}}, {type: init-container, properties: {name: prepare, image: "busybox:1", args: [x], mountName: work, appMountPath: /work, initMountPath: /init}}',
    )
    assert.equal(
      spec.initContainers.map(({ name, restartPolicy, command, args }: Record<string, unknown>) => [name, restartPolicy, command, args]),
      [
        ['prepare', undefined, undefined, ['x']],
        ['agent', 'Always', ['run'], undefined],
      ],
    )
    assert.equal(spec.containers.length, 1)
    assert.equal(
      [spec.terminationGracePeriodSeconds, spec.imagePullSecrets, spec.hostAliases],
      [7, [{ name: 'registry' }], [{ ip: '10.0.0.1', hostnames: ['a', 'b'] }]],
    )
    assert.equal(spec.volumes, [{ name: 'work', emptyDir: {} }])
    assert.equal(spec.initContainers[0].volumeMounts, [{ name: 'work', mountPath: '/init' }])
  },
  'what serves development alone is said, and what follows from a build is not': () => {
    const codes = (properties: string) =>
      podOf(`build: {context: web}${properties}`).said.filter((text) => !text.includes('no-image-record'))
    assert.equal(codes(''), [])
    assert.match(codes(', develop: {language: node, sync: /app}').join(), /^target\/unsupported .*live update/)
    assert.match(codes(', debug: {preset: node}').join(), /^target\/unsupported .*debugger/)
  },
})
