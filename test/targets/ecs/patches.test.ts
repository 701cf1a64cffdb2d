import * as assert from 'uvu/assert'
import { tests } from '../../harness.js'
import { rendered, saidOf, tried } from './rendered.js'

const shop = (patches: string, more = ''): string => `- name: web
  type: webservice
  properties: {image: nginx:1, ports: [{port: 80}]}
  traits:
    - {type: sidecar, properties: {name: beside, image: busybox:1}}
    ${more}
    - type: runtime
      properties:
        ecs: ${patches}`

tests('ECS: patches', {
  'change what the workload became, by the names of the AWS API in letters of either case'() {
    const { files } = rendered({
      shop: shop(
        '[{kind: taskdefinition, patch: {pidMode: task}}, {kind: ContainerDefinition, patch: {ulimits: [{name: nofile, softLimit: 1, hardLimit: 2}]}}, {kind: ContainerDefinition, name: beside, patch: {stopTimeout: 5}}, {kind: Service, patch: {desiredCount: 3}}, {kind: Service, patch: {desiredCount: 4, enableECSManagedTags: null}}]',
      ),
    })
    const task = files['shop/shop-web/taskdef.json']
    assert.is(task.pidMode, 'task')
    const [web, beside] = ['web', 'beside'].map((wanted) => task.containerDefinitions.find(({ name }: { name: string }) => name === wanted))
    assert.equal(web.ulimits, [{ name: 'nofile', softLimit: 1, hardLimit: 2 }])
    assert.is(beside.stopTimeout, 5)
    assert.is(files['shop/shop-web/service.json'].desiredCount, 4, 'in the order of the manifest')
    assert.not('enableECSManagedTags' in files['shop/shop-web/service.json'])
  },
  'change scaling by its target and its policies'() {
    const scaler = '- {type: autoscaler, properties: {min: 1, max: 4, cpu: 70}}'
    const { files } = rendered({
      shop: shop(
        '[{kind: ScalableTarget, patch: {MaxCapacity: 6}}, {kind: ScalingPolicy, patch: {TargetTrackingScalingPolicyConfiguration: {ScaleInCooldown: 60}}}]',
        scaler,
      ),
    })
    const text = JSON.stringify(files)
    assert.match(text, /"MaxCapacity":6/)
    assert.match(text, /"ScaleInCooldown":60/)
  },
  'that match nothing are errors at their line'() {
    const [kind] = saidOf(tried({ shop: shop('[{kind: Deployment, patch: {a: b}}]') }), 'target/patch-matches-nothing')
    assert.match(kind!.message, /no single object of kind `Deployment`/)
    assert.match(kind!.line, /^ecs: /)
    const [name] = saidOf(
      tried({ shop: shop('[{kind: ContainerDefinition, name: other, patch: {a: b}}]') }),
      'target/patch-matches-nothing',
    )
    assert.match(name!.message, /named `other`/)
  },
  'that make what AWS refuses are errors at their line'() {
    const problemOf = (patches: string): string =>
      saidOf(tried({ shop: shop(patches) }), 'target/patch-refused')
        .map(({ message }) => message)
        .join()
    assert.match(problemOf('[{kind: TaskDefinition, patch: {netMode: host}}]'), /no field named netMode/)
    assert.match(problemOf('[{kind: TaskDefinition, patch: {networkMode: hostile}}]'), /networkMode must be one of/)
    assert.match(problemOf('[{kind: ContainerDefinition, patch: {memory: "512"}}]'), /memory must be a number/)
    assert.match(problemOf('[{kind: Service, patch: {serviceName: other}}]'), /a patch changes no name/)
    assert.match(problemOf('[{kind: ContainerDefinition, patch: {name: other}}]'), /a patch changes no name/)
  },
  'keep a text that looks like a variable of the script'() {
    const { files } = rendered({ shop: shop('[{kind: ContainerDefinition, patch: {dockerLabels: {a: "${CLUSTER} $$ {{x}}"}}}]') })
    assert.is(files['shop/shop-web/taskdef.json'].containerDefinitions[0].dockerLabels.a, '${CLUSTER} $$ {{x}}')
  },
})
