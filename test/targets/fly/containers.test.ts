import * as assert from 'uvu/assert'
import { tests } from '../../harness.js'
import { appOf, apps, tried, web } from './app-of.js'

const main = ({ machine }: { readonly machine: { readonly containers: readonly unknown[] } }) =>
  machine.containers[0] as Readonly<Record<string, unknown>>
const needed = { containers: 'needed' }
const exec = (name: string) => `${name}: {exec: {command: [test, -f, /x]}}`

tests('fly: containers', {
  'a machine is the container where it can be': () => {
    const { machine, container, env, experimental, restart } = appOf('cmd: [node], args: [a.js], env: [{name: A, value: "1"}]')
    assert.equal([machine, container], [undefined, undefined])
    assert.equal(env, { A: '1' })
    assert.equal(experimental, { entrypoint: ['node'], cmd: ['a.js'] })
    assert.equal(restart, [{ policy: 'always' }])
  },
  'a command without arguments stands for those of the image too': () => {
    assert.equal(appOf('cmd: [node, a.js]').experimental, { exec: ['node', 'a.js'] })
    assert.equal(appOf('args: [a.js]').experimental, { cmd: ['a.js'] })
  },
  'sidecars and init containers make containers, in their order': () => {
    const init = (name: string) =>
      `{type: init-container, properties: {name: ${name}, image: "busybox:1", mountName: work, appMountPath: /work, initMountPath: /work}}`
    const { machine, container, build } = appOf(
      '',
      `${init('one')}, {type: sidecar, properties: {name: agent, image: "busybox:1"}}`,
      needed,
    )
    assert.is(container, 'web')
    assert.equal(build, { image: 'nginx:1' })
    const after = [{ name: 'one', condition: 'exited_successfully' }]
    assert.equal(
      machine.containers.map(({ name, depends_on, restart }: Readonly<Record<string, unknown>>) => ({ name, depends_on, restart })),
      [
        { name: 'web', depends_on: after, restart: { policy: 'always' } },
        { name: 'agent', depends_on: after, restart: { policy: 'always' } },
        { name: 'one', depends_on: undefined, restart: { policy: 'no' } },
      ],
    )
    assert.equal(machine.volumes, [{ name: 'work', temp_dir: { storage_type: 'disk' } }])
  },
  'what only a container has makes one, unless the option forbids it': () => {
    for (const properties of [
      exec('livenessProbe'),
      'livenessProbe: {tcpSocket: {port: 80}}, ports: [{port: 80}]',
      'volumeMounts: {emptyDir: [{name: tmp, mountPath: /tmp}]}',
      'env: [{name: ME, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]',
    ]) {
      assert.is(appOf(properties).container, 'web', properties)
      assert.equal(appOf(properties).said, [], properties)
      const plain = appOf(properties, '', needed)
      assert.is(plain.container, undefined, properties)
      assert.match(plain.said.join(), 'target/unsupported', properties)
    }
  },
  'a container that is alone has the environment of the machine': () => {
    const secret = '{name: TOKEN, valueFrom: {secretKeyRef: {name: api, key: token}}}'
    const app = appOf(`${exec('livenessProbe')}, env: [{name: A, value: "1"}, ${secret}]`)
    assert.equal(app.env, { A: '1' })
    assert.equal([main(app)['env'], main(app)['secrets']], [undefined, undefined])
  },
  'a readiness probe by a command alone is left out, and kept where there are containers anyway': () => {
    const { container, said } = appOf(exec('readinessProbe'))
    assert.is(container, undefined)
    assert.match(said.join(), 'fly supports a probe by a command in the container only in part: it is left out')
    const both = main(appOf(`${exec('readinessProbe')}, livenessProbe: {tcpSocket: {port: 80}}`))['healthchecks'] as readonly {
      readonly name: string
    }[]
    assert.equal(
      both.map(({ name }) => name),
      ['readiness', 'liveness'],
    )
  },
  'a liveness probe stops the container, which is started again': () => {
    const { healthchecks, restart } = main(
      appOf('livenessProbe: {httpGet: {path: /up, port: 80}, periodSeconds: 7, failureThreshold: 4, initialDelaySeconds: 90}'),
    )
    assert.equal(healthchecks, [
      {
        name: 'liveness',
        kind: 'liveness',
        unhealthy: 'stop',
        interval: 7,
        timeout: 1,
        grace_period: 90,
        failure_threshold: 4,
        http: { port: 80, method: 'GET', path: '/up', scheme: 'http' },
      },
    ])
    assert.equal(restart, { policy: 'always' })
  },
  'the proxy asks whether a port is ready that it serves, and nobody else does': () => {
    const route = '{type: gateway, properties: {domain: a.example.com, http: {"/": 80}}}'
    const probe = 'readinessProbe: {httpGet: {path: /ready, port: 80}, periodSeconds: 90}'
    const { http_service, machine, said } = appOf(`ports: [{port: 80}], ${probe}, ${exec('livenessProbe')}`, route)
    assert.equal(http_service.checks, [{ interval: '60s', timeout: '1s', method: 'GET', path: '/ready' }])
    assert.equal(main({ machine })['healthchecks'], [
      {
        name: 'liveness',
        kind: 'liveness',
        unhealthy: 'stop',
        interval: 10,
        timeout: 1,
        failure_threshold: 3,
        exec: { command: ['test', '-f', '/x'] },
      },
    ])
    assert.equal(said, ['target/rounded Fly.io takes from 1s to 60s here: `periodSeconds` becomes 60s instead of 90s'])
  },
  'a probe of another port is a check of the machine': () => {
    assert.equal(appOf('ports: [{port: 80}], readinessProbe: {tcpSocket: {port: 80}, periodSeconds: 1, initialDelaySeconds: 5}').checks, {
      readiness: { type: 'tcp', port: 80, interval: '2s', timeout: '1s', grace_period: '5s' },
    })
    const https = appOf('readinessProbe: {httpGet: {path: /, port: 443, scheme: HTTPS, httpHeaders: [{name: X, value: "$y"}]}}').checks
      .readiness
    assert.equal([https.protocol, https.tls_skip_verify, https.headers], ['https', true, { X: '$y' }])
  },
  'thresholds that a check of a machine lacks are said': () =>
    assert.match(
      appOf('readinessProbe: {tcpSocket: {port: 80}, successThreshold: 2, failureThreshold: 5}').said.join('\n'),
      /one success is enough[\s\S]*counts no failures/,
    ),
  'secrets have the name of the variable, and each container its own': () => {
    const secret = (name: string) => `env: [{name: TOKEN, valueFrom: {secretKeyRef: {name: ${name}, key: token}}}]`
    const plain = apps({ shop: web(secret('api')) })
    assert.match(plain.files['shop-web/fly.toml']!, '# Secrets: `TOKEN` from `API_TOKEN`')
    const sidecar = `{type: sidecar, properties: {name: agent, image: "busybox:1", ${secret('agent')}}}`
    const { machine } = appOf(secret('api'), sidecar)
    assert.equal(
      machine.containers.map(({ secrets }: { readonly secrets: unknown }) => secrets),
      [[{ env_var: 'TOKEN', name: 'API_TOKEN' }], [{ env_var: 'TOKEN', name: 'AGENT_TOKEN' }]],
    )
  },
  'names of the platform are refused': () =>
    assert.match(
      tried({ shop: web('env: [{name: FLY_REGION, value: a}]') }).said.join(),
      'target/bad-name Fly.io keeps variables that begin with `FLY_`',
    ),
  'user, signal and time to end': () => {
    const trait = '{type: securitycontext, properties: {runAsUser: 70, runAsGroup: 71}}'
    const app = appOf('stopSignal: SIGQUIT, terminationGracePeriodSeconds: 45', trait)
    assert.equal(
      [app.kill_signal, app.kill_timeout, main(app)['user'], main(app)['stop']],
      ['SIGQUIT', '45s', '70:71', { signal: 'SIGQUIT', timeout: '45s' }],
    )
    assert.match(appOf('terminationGracePeriodSeconds: 400').said.join(), 'waits 300s at the most')
    assert.match(tried({ shop: web('stopSignal: SIGWINCH') }).said.join(), 'fly cannot run the signal')
  },
  'labels and annotations are metadata, those of Prometheus metrics': () => {
    const labels = '{type: labels, properties: {tier: front}}'
    const notes = '{type: annotations, properties: {"prometheus.io/scrape": "true", "prometheus.io/port": "9102", "a.b/c": d}}'
    const { machine, metrics } = appOf('', `${labels}, ${notes}`)
    assert.equal(machine, { metadata: { 'a.b/c': 'd', tier: 'front' } })
    assert.equal(metrics, [{ port: 9102, path: '/metrics' }])
  },
})
