import * as assert from 'uvu/assert'
import { tests } from '../../harness.js'
import { attempt, type Emitted, emit } from './emit.js'

const web = (fields: string, traits = ''): string => `
- name: web
  type: webservice
  properties:
    image: nginx:1
    ports: [{port: 8080, name: http}]
${fields.trim().replace(/^/gm, '    ')}
${traits && `  traits:\n${traits.trim().replace(/^/gm, '    ')}`}
`

const script = ['CMD', '/.mc/bin/sh', '/.mc/probe']

function healthOf({ file }: Emitted, service = 'shop-web') {
  return file['services'][service].healthcheck
}

tests('compose: probes', {
  'a readiness probe by a command, alone, is what Compose has': () => {
    const emitted = emit({ shop: web('readinessProbe: {exec: {command: [test, -f, /$x]}, periodSeconds: 7, failureThreshold: 4}') })
    assert.equal(healthOf(emitted), {
      test: ['CMD', 'test', '-f', '/$$x'],
      interval: '7s',
      timeout: '1s',
      retries: 4,
      start_period: '60s',
      start_interval: '1s',
    })
    assert.equal(Object.keys(emitted.file['services']), ['shop-web'])
  },
  'all probes are one check, and the last word has readiness': () => {
    const emitted = emit({
      shop: web(
        `
livenessProbe: {tcpSocket: {port: http, host: localhost}, periodSeconds: 5, timeoutSeconds: 2, terminationGracePeriodSeconds: 3}
readinessProbe: {httpGet: {path: "a b?x=$y#z", port: http, httpHeaders: [{name: X, value: "$z\\nw"}]}, successThreshold: 2}
startupProbe: {grpc: {port: 9090, service: s}, periodSeconds: 2, failureThreshold: 30, initialDelaySeconds: 1}
`,
      ),
    })
    const { test, ...times } = healthOf(emitted)
    assert.equal(test, [
      ...script,
      'startup delay=1 period=2 timeout=1 successes=1 failures=30 words=4',
      ...['grpc', '', '9090', 's'],
      'liveness delay=0 period=5 timeout=2 successes=1 failures=3 grace=3 words=3',
      ...['tcp', 'localhost', '8080'],
      'readiness delay=0 period=10 timeout=1 successes=2 failures=3 words=5',
      ...['http', '', '8080', '/a%20b?x=$$y', 'X: $$z w'],
    ])
    assert.equal(times, { interval: '5s', timeout: '9s', retries: 1, start_period: '151s', start_interval: '1s' })
  },
  'the container gets the tools, and waits for them': () => {
    const { file } = emit({ shop: web('livenessProbe: {exec: {command: [alive]}}') })
    const { volumes, depends_on, healthcheck } = file['services']['shop-web']
    assert.equal(volumes, [{ type: 'volume', source: 'tools', target: '/.mc', read_only: true, volume: { nocopy: true } }])
    assert.equal(depends_on, { tools: { condition: 'service_completed_successfully' } })
    assert.equal(healthcheck.test.slice(3), ['liveness delay=0 period=10 timeout=1 successes=1 failures=3 words=2', 'exec', 'alive'])
  },
  'a restart ends the container as its stop would': () => {
    const fields = 'stopSignal: SIGQUIT\nterminationGracePeriodSeconds: 9\nlivenessProbe: {tcpSocket: {port: 8080}}'
    const [, , , word] = healthOf(emit({ shop: web(fields) })).test
    assert.is(word, 'liveness delay=0 period=10 timeout=1 successes=1 failures=3 grace=9 signal=SIGQUIT words=3')
  },
  'whoever depends on it waits for its health': () => {
    const waiting = '- name: api\n  type: worker\n  dependsOn: [web]\n  properties: {image: busybox:1}\n'
    const sidecar = '- {type: sidecar, properties: {name: proxy, image: envoy:1, livenessProbe: {tcpSocket: {port: 80}}}}'
    const { file } = emit({ shop: `${web('readinessProbe: {tcpSocket: {port: 80}}', sidecar)}${waiting}` })
    assert.equal(file['services']['shop-api'].depends_on, {
      'shop-web': { condition: 'service_healthy' },
      'shop-web.proxy': { condition: 'service_healthy' },
    })
  },
  'a sidecar sees that its network has gone with the main container': () => {
    const sidecar = (probe: string): string => `- {type: sidecar, properties: {name: proxy, image: envoy:1${probe}}}`
    const words = (probe: string) => healthOf(emit({ shop: web('', sidecar(probe)) }), 'shop-web.proxy').test.slice(3)
    const network = ['network delay=0 period=10 timeout=1 successes=1 failures=2 words=1', 'network']
    assert.equal(words(''), network)
    assert.equal(words(', readinessProbe: {exec: {command: [ready]}}').slice(0, 2), network)
  },
  'with a debugger nothing is restarted, and dependents may go on': () => {
    const debugged = (probe: string): string => emit({ shop: web(`debug: {port: 9229}\n${probe}`) }).files['compose.debug.yaml']!
    assert.match(debugged('readinessProbe: {exec: {command: [ready]}}'), 'healthcheck:\n      retries: 8640\n      start_period: 86400s')
    assert.match(debugged('livenessProbe: {exec: {command: [alive]}}'), '- /.mc/probe\n        - relaxed\n        - liveness ')
    assert.not.match(debugged(''), 'healthcheck')
  },
  'HTTPS is asked as far as busybox can, and it is said': () => {
    const { file, diagnostics } = emit({ shop: web('livenessProbe: {httpGet: {port: http, scheme: HTTPS}}') })
    assert.is(file['services']['shop-web'].healthcheck.test[4], 'https')
    assert.equal(
      diagnostics.map(({ code }) => code),
      ['target/https-probe'],
    )
  },
  'a Spin application has its probes too': () => {
    const emitted = emit({
      shop: `
- name: front
  type: spin
  properties:
    image: ghcr.io/acme/front:1
    livenessProbe: {httpGet: {path: /alive}}
`,
    })
    assert.equal(healthOf(emitted, 'shop-front').test.slice(3), [
      'liveness delay=10 period=10 timeout=1 successes=1 failures=3 words=4',
      ...['http', '', '80', '/alive'],
    ])
  },
})

tests('compose: requests around the life of a container', {
  'are commands of the same script': () => {
    const handlers = '{postStart: {httpGet: {path: /hi, port: http, httpHeaders: [{name: X, value: y}]}}, preStop: {tcpSocket: {port: 9}}}'
    const { file } = emit({ shop: web('', `- {type: lifecycle, properties: ${handlers}}`) })
    const { post_start, pre_stop, volumes } = file['services']['shop-web']
    assert.equal(post_start, [{ command: [...script.slice(1), 'start', '30', 'http', '', '8080', '/hi', 'X: y'] }])
    assert.equal(pre_stop, [{ command: [...script.slice(1), 'stop', '30', 'tcp', '', '9'] }])
    assert.is(volumes.length, 1)
  },
  'to a port that nobody declares are an error': () => {
    const { diagnostics } = attempt({ shop: web('', '- {type: lifecycle, properties: {preStop: {httpGet: {port: admin}}}}') })
    const [error] = diagnostics.filter(({ severity }) => severity === 'error')
    assert.is(error?.code, 'target/unknown-port')
    assert.is(error?.span?.source.text.slice(error.span.start, error.span.end), 'admin')
  },
})

const job = '- name: job\n  type: task\n  properties: {image: busybox:1}\n'

tests('compose: what ends by itself', {
  'is waited for by a service of its own': () => {
    const { services } = emit({ shop: job }).file
    assert.equal(services.done.depends_on, { 'shop-job': { condition: 'service_completed_successfully' } })
    assert.is(services.done.restart, 'unless-stopped')
  },
  'unless something else waits': () => {
    const { services } = emit({ shop: `${job}${web('').replace('  properties', '  dependsOn: [job]\n  properties')}` }).file
    assert.equal(Object.keys(services), ['shop-job', 'shop-web'])
  },
  'and what runs for good needs no such service': () => assert.not('done' in emit({ shop: web('') }).file['services']),
})
