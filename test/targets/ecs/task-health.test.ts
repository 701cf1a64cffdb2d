import * as assert from 'uvu/assert'
import { tests } from '../../harness.js'
import { component, containerOf, emitEcs, said, taskOf } from './emit-ecs.js'

const sh = ['CMD', '/.mc/bin/sh', '/.mc/probe']
const http = { httpGet: { path: '/ok', port: 8080 } }
const exec = { exec: { command: ['check', '--all'] } }
const checkOf = (properties: object) => containerOf(emitEcs({ shop: [component(properties)] })).healthCheck
const saysOf = (properties: object) => said(emitEcs({ shop: [component(properties)] }))

tests('ECS tasks: health checks', {
  'a liveness probe by a command is what ECS has': () => {
    const emitted = emitEcs({
      shop: [component({ livenessProbe: { ...exec, initialDelaySeconds: 7, periodSeconds: 20, timeoutSeconds: 3, failureThreshold: 4 } })],
    })
    assert.equal(containerOf(emitted).healthCheck, {
      command: ['CMD', 'check', '--all'],
      interval: 20,
      timeout: 3,
      retries: 4,
      startPeriod: 7,
    })
    assert.equal(taskOf(emitted).containerDefinitions?.length, 1)
    assert.is(taskOf(emitted).volumes, undefined)
  },
  'numbers outside what ECS takes become the next that it does, and it is said at their line': () => {
    const properties = { livenessProbe: { ...exec, periodSeconds: 1, timeoutSeconds: 1, failureThreshold: 30 } }
    const { interval, timeout, retries } = checkOf(properties) ?? {}
    assert.equal({ interval, timeout, retries }, { interval: 5, timeout: 2, retries: 10 })
    const rounded = emitEcs({ shop: [component(properties)] }).diagnostics.filter(({ message }) => message.includes('the health check is'))
    assert.equal(
      rounded.map(({ severity, code, span }) => [severity, code, span !== undefined]),
      [
        ['info', 'target/rounded', true],
        ['info', 'target/rounded', true],
        ['info', 'target/rounded', true],
      ],
    )
  },
  'any other probe is run by a script that needs nothing of the image': () => {
    const emitted = emitEcs({ shop: [component({ livenessProbe: { ...http, periodSeconds: 15 } })] })
    assert.equal(containerOf(emitted).healthCheck, {
      command: [...sh, 'task', 'liveness delay=0 period=15 timeout=1 successes=1 failures=3 words=4', 'http', '', '8080', '/ok'],
      interval: 15,
      timeout: 6,
      retries: 1,
      startPeriod: 45,
    })
    assert.equal(containerOf(emitted).mountPoints, [{ sourceVolume: 'mc-tools', containerPath: '/.mc', readOnly: true }])
    assert.equal(containerOf(emitted).dependsOn, [{ containerName: 'mc-tools', condition: 'SUCCESS' }])
    const { environment, command, essential, image } = containerOf(emitted, 'mc-tools')
    assert.equal(
      { command, essential, image },
      { command: ['script', 'probe', 'MC_PROBE', 'tools', 'MC_INSTALL'], essential: false, image: 'busybox:1' },
    )
    assert.equal(
      environment?.map(({ name }) => name),
      ['MC_PREPARE', 'MC_PROBE', 'MC_INSTALL'],
    )
    assert.equal(taskOf(emitted).volumes, [{ name: 'mc-tools' }])
  },
  'gRPC brings its client, TCP the words of its own': () => {
    const grpc = emitEcs({ shop: [component({ livenessProbe: { grpc: { port: 9090, service: 'shop' } } })] })
    assert.equal(containerOf(grpc).healthCheck?.command?.slice(-4), ['grpc', '', '9090', 'shop'])
    assert.ok(containerOf(grpc, 'mc-tools').environment?.some(({ name }) => name === 'MC_PROBE_GRPC'))
    assert.equal(checkOf({ livenessProbe: { tcpSocket: { port: 6379 } } })?.command?.slice(-3), ['tcp', '', '6379'])
  },
  'so is any probe by a command, and what comes of it is said': () => {
    const emitted = emitEcs({ shop: [component({ readinessProbe: { ...exec, initialDelaySeconds: 4, failureThreshold: 2 } })] })
    assert.equal(containerOf(emitted).healthCheck, {
      command: ['CMD', 'check', '--all'],
      interval: 10,
      timeout: 2,
      retries: 2,
      startPeriod: 300,
    })
    assert.equal(taskOf(emitted).containerDefinitions?.length, 1)
    const lines = said(emitted)
    assert.ok(
      lines.includes(
        'info target/unready-is-replaced: ECS replaces a task when `web` fails its readiness probe 2 times: it has one health check',
      ),
    )
    assert.ok(lines.some((line) => line.includes('`initialDelaySeconds` changes nothing')))
    assert.equal(checkOf({ startupProbe: exec, livenessProbe: exec, readinessProbe: exec })?.command, ['CMD', 'check', '--all'])
    assert.is(checkOf({ startupProbe: exec, livenessProbe: exec })?.startPeriod, 30)
    assert.equal(checkOf({ livenessProbe: exec, readinessProbe: { ...exec, periodSeconds: 5 } })?.command?.slice(0, 3), sh)
    assert.equal(checkOf({ readinessProbe: { ...exec, successThreshold: 2 } })?.command?.slice(0, 3), sh)
  },
  'readiness counts until its first success, for as long as ECS waits': () => {
    const { command, startPeriod, retries } = checkOf({ readinessProbe: http, ports: [{ port: 8080 }] }) ?? {}
    assert.equal(command?.slice(3, 5), ['task', 'readiness delay=0 period=10 timeout=1 successes=1 failures=3 words=4'])
    assert.equal({ startPeriod, retries }, { startPeriod: 300, retries: 1 })
    assert.ok(saysOf({ readinessProbe: http, ports: [{ port: 8080 }] }).some((line) => line.startsWith('info target/ready-once')))
    assert.not(saysOf({ readinessProbe: http }).some((line) => line.includes('ready-once')))
  },
  'all probes are one check, in the time of all of them': () => {
    const check = checkOf({
      startupProbe: { ...exec, periodSeconds: 5, failureThreshold: 12, timeoutSeconds: 2 },
      livenessProbe: { ...http, periodSeconds: 30, timeoutSeconds: 4 },
    })
    assert.equal(
      check?.command?.filter((word) => / words=/.test(word)).map((word) => word.split(' ')[0]),
      ['startup', 'liveness'],
    )
    assert.equal({ ...check, command: 0 }, { command: 0, interval: 30, timeout: 11, retries: 1, startPeriod: 150 })
  },
  'a start that takes longer than ECS waits is said': () => {
    const properties = { startupProbe: { ...exec, periodSeconds: 10, failureThreshold: 60 } }
    assert.is(checkOf(properties)?.startPeriod, 300)
    assert.ok(
      saysOf(properties).includes(
        'warning target/rounded: `web` has 300 s to start for 600 s: ECS waits no longer before failed checks count',
      ),
    )
    const slow = { livenessProbe: { ...http, timeoutSeconds: 70 } }
    assert.is(checkOf(slow)?.timeout, 60)
    assert.ok(saysOf(slow).some((line) => line.startsWith('warning target/rounded: all probes of the container together have 60 s')))
  },
  'what ECS does not replace is ended by its check, which needs another first process': () => {
    const emitted = emitEcs({
      shop: [component({}, [{ type: 'sidecar', properties: { name: 'agent', image: 'agent:1', livenessProbe: http } }])],
    })
    const { healthCheck, linuxParameters } = containerOf(emitted, 'agent')
    assert.equal(healthCheck?.command?.slice(0, 4), [...sh, 'liveness delay=0 period=10 timeout=1 successes=1 failures=3 words=4'])
    assert.equal(linuxParameters, { initProcessEnabled: true })
    assert.is(containerOf(emitted).healthCheck, undefined)
    const task = component({ livenessProbe: exec }, [], 'web', 'task')
    assert.equal(containerOf(emitEcs({ shop: [task] })).healthCheck?.command?.slice(0, 3), sh)
  },
  'a certificate that nobody checks and a grace that nobody keeps are said': () => {
    const secure = { livenessProbe: { httpGet: { path: '/', port: 8443, scheme: 'HTTPS' } } }
    assert.ok(saysOf(secure).some((line) => line.startsWith('warning target/https-probe: ecs asks by the TLS of busybox')))
    const ending = { livenessProbe: { ...http, terminationGracePeriodSeconds: 5 }, terminationGracePeriodSeconds: 45, stopSignal: 'SIGINT' }
    assert.not(checkOf(ending)?.command?.some((word) => /grace|signal/.test(word)))
    const grace = { livenessProbe: { ...exec, terminationGracePeriodSeconds: 5 } }
    assert.ok(saysOf(grace).some((line) => line.startsWith('info target/no-effect: ECS replaces the whole task')))
  },
})
