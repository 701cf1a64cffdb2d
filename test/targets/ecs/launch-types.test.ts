import * as assert from 'uvu/assert'
import { tests } from '../../harness.js'
import { errorsOf, rendered, saidOf, tried } from './rendered.js'

const component = (name: string, type: string, properties: string, traits = '[]'): string =>
  `- {name: ${name}, type: ${type}, properties: {image: "busybox:1", ${properties}}, traits: ${traits}}`

tests('ECS: launch types', {
  'a GPU is a resource of a machine, and refused on Fargate with the way out'() {
    const text = component('web', 'worker', 'gpu: 1')
    const [said] = saidOf(tried({ shop: text }), 'target/refused')
    assert.match(said!.message, /Fargate has none; run it on machines of the account: `--set ecs\.launch-type=EC2`/)
    const { files } = rendered({ shop: text }, { 'launch-type': 'EC2' })
    const task = files['shop/shop-web/taskdef.json']
    assert.equal(task.containerDefinitions[0].resourceRequirements, [{ type: 'GPU', value: '1' }])
    assert.equal(task.requiresCompatibilities, ['EC2'])
    assert.is(task.cpu, undefined)
    assert.is(files['shop/shop-web/service.json'].launchType, 'EC2')
  },
  'on machines every container says how much memory is kept for it'() {
    const { files } = rendered({ shop: component('web', 'worker', 'cmd: [sleep]') }, { 'launch-type': 'EC2' })
    for (const container of files['shop/shop-web/taskdef.json'].containerDefinitions)
      assert.ok(container.memory ?? container.memoryReservation, container.name)
  },
  'a daemon runs on each machine, and not on Fargate'() {
    const text = component('agent', 'daemon', 'cmd: [sleep]')
    assert.match(errorsOf(tried({ shop: text }).diagnostics).join(), /Fargate has no machines/)
    const service = rendered({ shop: text }, { 'launch-type': 'EC2' }).files['shop/shop-agent/service.json']
    assert.is(service.schedulingStrategy, 'DAEMON')
    assert.not('desiredCount' in service)
  },
  'a port of the machine asks for a bridge'() {
    const text = component(
      'agent',
      'webservice',
      'cmd: [sleep]',
      '[{type: container-ports, properties: {ports: [{containerPort: 80, hostPort: 8080}]}}]',
    )
    assert.match(errorsOf(tried({ shop: text }).diagnostics).join(), /no port of a machine/)
    const { files } = rendered({ shop: text }, { 'launch-type': 'EC2' })
    const { networkMode, containerDefinitions } = files['shop/shop-agent/taskdef.json']
    assert.is(networkMode, 'bridge')
    assert.is(containerDefinitions[0].portMappings[0].hostPort, 8080)
    assert.not('networkConfiguration' in files['shop/shop-agent/service.json'])
  },
  'machines are chosen by their labels, in the words of ECS'() {
    const affinity = (nodes: string): string =>
      component(
        'web',
        'worker',
        'cmd: [sleep]',
        `[{type: affinity, properties: {nodeAffinity: {required: {nodeSelectorTerms: ${nodes}}}}}]`,
      )
    const expressionOf = (nodes: string): unknown =>
      rendered({ shop: affinity(nodes) }, { 'launch-type': 'EC2' }).files['shop/shop-web/service.json'].placementConstraints
    const constraint = (expression: string): unknown => [{ type: 'memberOf', expression }]
    assert.equal(
      expressionOf('[{matchExpressions: [{key: kubernetes.io/arch, operator: In, values: [amd64]}]}]'),
      constraint('attribute:ecs.cpu-architecture == x86_64'),
    )
    assert.equal(
      expressionOf(
        '[{matchExpressions: [{key: disk, operator: NotIn, values: [hdd, tape]}, {key: team, operator: Exists}]}, {matchExpressions: [{key: topology.kubernetes.io/zone, operator: In, values: [eu-west-1a, eu-west-1b]}]}]',
      ),
      constraint(
        '(attribute:disk !in [hdd, tape] and attribute:team exists) or (attribute:ecs.availability-zone in [eu-west-1a, eu-west-1b])',
      ),
    )
    const [said] = saidOf(
      tried({ shop: affinity('[{matchExpressions: [{key: disk, operator: In, values: ["a b"]}]}]') }, { 'launch-type': 'EC2' }),
      'target/unsupported',
    )
    assert.match(said!.message, /no words for this choice/)
  },
  'copies are kept apart and spread, where Fargate does so itself'() {
    const text = component(
      'web',
      'worker',
      'cmd: [sleep]',
      '[{type: scaler, properties: {replicas: 2}}, {type: affinity, properties: {podAntiAffinity: {required: [{topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app.oam.dev/component: web}}}]}}}, {type: topologyspreadconstraints, properties: {constraints: [{maxSkew: 1, topologyKey: topology.kubernetes.io/zone, whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {tier: a}}}]}}]',
    )
    const service = rendered({ shop: text }, { 'launch-type': 'EC2' }).files['shop/shop-web/service.json']
    assert.equal(service.placementConstraints, [{ type: 'distinctInstance' }])
    assert.equal(service.placementStrategy, [{ type: 'spread', field: 'attribute:ecs.availability-zone' }])
    const onFargate = rendered({ shop: text })
    assert.not('placementStrategy' in onFargate.files['shop/shop-web/service.json'])
    assert.is(saidOf(onFargate, 'target/unsupported').length, 2)
  },
  'machines outside AWS have no address of AWS, and it is said'() {
    const text = [
      component('web', 'webservice', 'ports: [{port: 80}]', '[{type: link, properties: {target: {name: db}}}]'),
      component('db', 'webservice', 'ports: [{port: 5432}]'),
    ].join('\n')
    const found = saidOf(tried({ shop: text }, { 'launch-type': 'EXTERNAL' }), 'target/outside-aws')
    assert.equal(
      found.map(({ message }) => message),
      ['`shop/web` finds no other by name on machines outside AWS (`launch-type=EXTERNAL`)'],
    )
    const { files } = rendered({ shop: component('web', 'worker', 'cmd: [sleep]') }, { 'launch-type': 'EXTERNAL' })
    assert.is(files['shop/shop-web/taskdef.json'].networkMode, 'bridge')
  },
  'the processor is that of the option, or of what the image is built for alone'() {
    const platformOf = (text: string, options = {}): unknown =>
      rendered({ shop: text }, options).files['shop/shop-web/taskdef.json'].runtimePlatform
    const arm = { operatingSystemFamily: 'LINUX', cpuArchitecture: 'ARM64' }
    const built = (platforms: string): string => component('web', 'worker', `cmd: [sleep], build: {context: ., platforms: ${platforms}}`)
    assert.is(platformOf(built('[linux/amd64, linux/arm64]')), undefined)
    assert.equal(platformOf(built('[linux/arm64]')), arm)
    assert.equal(platformOf(built('[linux/amd64, linux/arm64]'), { architecture: 'ARM64' }), arm)
    const [said] = saidOf(tried({ shop: built('[linux/arm64]') }, { architecture: 'X86_64' }), 'target/other-architecture')
    assert.match(said!.message, /runs on X86_64, and this image is built for ARM64 alone/)
  },
  'scratch storage beyond what a task has anyway is asked for'() {
    const withScratch = (size: string): string =>
      component('web', 'worker', `cmd: [sleep], volumeMounts: {emptyDir: [{name: a, mountPath: /a, sizeLimit: ${size}}]}`)
    const storageOf = (size: string): unknown => rendered({ shop: withScratch(size) }).files['shop/shop-web/taskdef.json'].ephemeralStorage
    assert.is(storageOf('10Gi'), undefined)
    assert.equal(storageOf('30Gi'), { sizeInGiB: 35 })
    assert.equal(storageOf('16Gi'), { sizeInGiB: 21 })
    assert.is(saidOf(tried({ shop: withScratch('300Gi') }), 'target/too-large').length, 1)
  },
})
