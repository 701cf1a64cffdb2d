import * as assert from 'uvu/assert'
import { tests } from '../../harness.js'
import { attemptEcs, component, containerOf, type EmittedEcs, emitEcs, said } from './emit-ecs.js'

type Options = Readonly<Record<string, string>>
const security = (properties: object): readonly object[] => [{ type: 'securitycontext', properties }]
const emit = (traits: readonly object[], options: Options = {}, properties: object = {}): EmittedEcs =>
  emitEcs({ shop: [component(properties, traits)] }, options)
const machines = { 'launch-type': 'EC2' }

tests('ECS tasks: users, rights and the end', {
  'user and group, of the container or else of the pod': () => {
    assert.is(containerOf(emit(security({ runAsUser: 1000, runAsGroup: 2000 }))).user, '1000:2000')
    assert.is(containerOf(emit([{ type: 'podsecuritycontext', properties: { runAsUser: 70 } }])).user, '70')
    const group = emit(security({ runAsGroup: 2000 }))
    assert.is(containerOf(group).user, undefined)
    assert.ok(said(group).some((line) => line.includes('ECS takes a group only with a user')))
  },
  'a root file system that nobody changes': () => {
    assert.is(containerOf(emit(security({ readOnlyRootFilesystem: true }))).readonlyRootFilesystem, true)
    assert.is(containerOf(emit([])).readonlyRootFilesystem, undefined)
  },
  'Fargate adds no capability, so that one is left where all are dropped': () => {
    const { linuxParameters } = containerOf(emit(security({ addCapabilities: ['NET_BIND_SERVICE'], dropCapabilities: ['ALL'] })))
    const { add, drop = [] } = linuxParameters?.capabilities ?? {}
    assert.is(add, undefined)
    assert.is(drop.length, 13)
    assert.not(drop.includes('NET_BIND_SERVICE'))
    assert.equal(containerOf(emit(security({ dropCapabilities: ['ALL'] }))).linuxParameters, { capabilities: { drop: ['ALL'] } })
    assert.equal(containerOf(emit(security({ addCapabilities: ['SYS_PTRACE'], dropCapabilities: ['NET_RAW'] }))).linuxParameters, {
      capabilities: { add: ['SYS_PTRACE'], drop: ['NET_RAW'] },
    })
    const refused = attemptEcs({ shop: [component({}, security({ addCapabilities: ['NET_ADMIN'] }))] })
    assert.ok(said(refused).includes('error target/needs-machines: Fargate adds no capability but SYS_PTRACE, and not NET_ADMIN'))
    assert.equal(containerOf(emit(security({ addCapabilities: ['NET_ADMIN'] }), machines)).linuxParameters, {
      capabilities: { add: ['NET_ADMIN'] },
    })
  },
  'no more rights than at the start: on machines of the account, and said on Fargate': () => {
    const traits = security({ allowPrivilegeEscalation: false })
    assert.equal(containerOf(emit(traits, machines)).dockerSecurityOptions, ['no-new-privileges'])
    assert.is(containerOf(emit(traits)).dockerSecurityOptions, undefined)
    assert.ok(said(emit(traits)).some((line) => line.startsWith('warning target/unsupported') && line.includes('setuid')))
    assert.not(said(emit(traits, machines)).some((line) => line.includes('setuid')))
  },
  'not being root is certain where the manifest says who': () => {
    assert.ok(said(emit(security({ runAsNonRoot: true }))).some((line) => line.startsWith('warning target/unsupported')))
    const sure = said(emit(security({ runAsNonRoot: true, runAsUser: 1000 })))
    assert.ok(sure.some((line) => line.startsWith('info target/no-effect')))
    assert.not(sure.some((line) => line.startsWith('warning')))
  },
  'time to end, in what Fargate gives': () => {
    const seconds = (terminationGracePeriodSeconds: number, options: Options = {}) =>
      containerOf(emit([], options, { terminationGracePeriodSeconds })).stopTimeout
    assert.equal([seconds(45), seconds(30), seconds(600), seconds(0), seconds(600, machines)], [45, undefined, 120, 2, 600])
    assert.ok(
      said(emit([], {}, { terminationGracePeriodSeconds: 600 })).includes(
        'warning target/rounded: `shop/web` has 120 s to end for 600 s: Fargate has 2 to 120',
      ),
    )
  },
  'what ECS has no place for is said': () => {
    const hooks = {
      type: 'lifecycle',
      properties: { preStop: { exec: { command: ['sleep', '5'] } }, postStart: { httpGet: { path: '/', port: 80, scheme: 'HTTP' } } },
    }
    const lines = said(
      emit(
        [hooks],
        {},
        { stopSignal: 'SIGINT', imagePullPolicy: 'Never', hostAliases: [{ ip: '10.0.0.7', hostnames: ['payments.internal'] }] },
      ),
    ).filter((line) => line.startsWith('warning target/unsupported'))
    assert.is(lines.length, 5)
    assert.ok(
      said(emit([], {}, { imagePullPolicy: 'Always' })).some((line) => line.startsWith('info target/no-effect: ECS pulls the image')),
    )
  },
})
