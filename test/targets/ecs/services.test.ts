import * as assert from 'uvu/assert'
import { tests } from '../../harness.js'
import { errorsOf, type Read, rendered, saidOf, tried } from './rendered.js'

const web = (more = '', traits = ''): string => `
- name: web
  type: webservice
  properties:
    image: nginx:1
    ports: [{port: 80, containerPort: 8080, name: http}]${more.replace(/^/gm, '\n    ')}
${traits}`
const link = (...targets: readonly string[]): string =>
  `  traits:\n${targets.map((to) => `    - type: link\n      properties: {target: {name: ${to}}}\n`).join('')}`
const client = (type: string, more = '', name = 'client'): string =>
  `- name: ${name}\n  type: ${type}\n  properties: {image: "busybox:1"${more}}\n`
const serviceOf = (text: string, options = {}, name = 'web'): Read =>
  rendered({ shop: text }, options).files[`shop/shop-${name}/service.json`]

tests('ecs: services', {
  'a service has what CreateService needs, and says what an update would not go back to': () => {
    assert.equal(serviceOf(web()), {
      cluster: '${CLUSTER}',
      serviceName: 'shop-web',
      taskDefinition: 'shop-web',
      desiredCount: 1,
      launchType: 'FARGATE',
      networkConfiguration: {
        awsvpcConfiguration: { subnets: ['${SUBNETS}'], securityGroups: ['${SECURITY_GROUPS}'], assignPublicIp: 'DISABLED' },
      },
      deploymentConfiguration: {
        deploymentCircuitBreaker: { enable: true, rollback: true },
        minimumHealthyPercent: 100,
        maximumPercent: 200,
      },
      availabilityZoneRebalancing: 'ENABLED',
      enableECSManagedTags: true,
      propagateTags: 'TASK_DEFINITION',
      tags: [
        { key: 'app.oam.dev/name', value: 'shop' },
        { key: 'app.oam.dev/component', value: 'web' },
      ],
    })
  },
  'options of services': () => {
    const made = serviceOf(web(), { 'public-ip': 'ENABLED', exec: 'enabled', 'capacity-provider': 'FARGATE_SPOT' })
    assert.is(made.networkConfiguration.awsvpcConfiguration.assignPublicIp, 'ENABLED')
    assert.is(made.enableExecuteCommand, true)
    assert.is(made.launchType, undefined)
    assert.equal(made.capacityProviderStrategy, [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }])
    const machines = serviceOf(web(), { 'launch-type': 'EC2' })
    assert.is(machines.launchType, 'EC2')
    assert.is(machines.networkConfiguration.awsvpcConfiguration.assignPublicIp, undefined)
  },
  'copies move to other zones where nothing else says where they run': () => {
    const spread = (key: string) =>
      serviceOf(
        web(
          '',
          `  traits:\n    - type: topologyspreadconstraints\n      properties: {constraints: [{maxSkew: 1, topologyKey: ${key}, whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {app: web}}}]}\n`,
        ),
        { 'launch-type': 'EC2' },
      ).availabilityZoneRebalancing
    assert.equal([spread('topology.kubernetes.io/zone'), spread('kubernetes.io/hostname')], ['ENABLED', 'DISABLED'])
  },
  'a daemon runs once on each machine': () => {
    const made = serviceOf(client('daemon'), { 'launch-type': 'EC2' }, 'client')
    assert.equal([made.schedulingStrategy, made.desiredCount, made.availabilityZoneRebalancing], ['DAEMON', undefined, undefined])
  },
  'what is linked is an endpoint at the name and port that links inject': () => {
    const made = rendered({ shop: web() + client('worker') + link('web') }).files
    const { services, ...connect } = made['shop/shop-web/service.json'].serviceConnectConfiguration
    assert.equal(services, [{ portName: 'http', discoveryName: 'shop-web', clientAliases: [{ port: 80, dnsName: 'shop-web' }] }])
    assert.equal([connect.enabled, connect.namespace, connect.logConfiguration.logDriver], [true, '${NAMESPACE}', 'awslogs'])
    const caller = made['shop/shop-client/service.json'].serviceConnectConfiguration
    assert.equal([caller.enabled, caller.services], [true, undefined])
    const { environment } = made['shop/shop-client/taskdef.json'].containerDefinitions[0]
    assert.is(environment.find(({ name }: Read) => name === 'CONNECTION_WEB_URL').value, 'http://shop-web:80')
    assert.is(made['shop/shop-web/taskdef.json'].containerDefinitions[0].portMappings[0].name, 'http')
  },
  'who neither reaches others nor is reached has no proxy, unless the manifest exposes a port': () => {
    assert.is(serviceOf(web()).serviceConnectConfiguration, undefined)
    const exposed = serviceOf(web().replace('name: http', 'name: http, expose: true'))
    assert.is(exposed.serviceConnectConfiguration.services[0].discoveryName, 'shop-web')
  },
  'several ports have one name for clients, and each a discovery name of its own': () => {
    const two = web().replace('[{', '[{port: 81, name: admin, expose: true}, {expose: true, ')
    assert.equal(serviceOf(two).serviceConnectConfiguration.services, [
      { portName: 'admin', discoveryName: 'shop-web', clientAliases: [{ port: 81, dnsName: 'shop-web' }] },
      { portName: 'http', discoveryName: 'shop-web_80', clientAliases: [{ port: 80, dnsName: 'shop-web' }] },
    ])
  },
  'what runs to its end finds tasks by DNS, at the port of the container': () => {
    for (const [type, more] of [
      ['task', ''],
      ['cron-task', ', schedule: "0 4 * * *"'],
    ] as const) {
      const { files } = rendered({ shop: web() + client(type, more) + link('web') })
      assert.equal(files['shop/shop-web/service.json'].serviceRegistries, [{ registryArn: '${REGISTRY_SHOP_WEB_ARN}' }])
      const { environment } = files['shop/shop-client/taskdef.json'].containerDefinitions[0]
      assert.is(environment.find(({ name }: Read) => name === 'CONNECTION_WEB_URL').value, 'http://tasks.shop-web.${NAMESPACE}:8080')
    }
    assert.is(serviceOf(web()).serviceRegistries, undefined)
  },
  'links that nothing carries are refused, with the alternative': () => {
    const datagrams = web().replace('name: http', 'name: http, protocol: UDP')
    const made = tried({ shop: datagrams + client('worker') + link('web') })
    assert.equal(errorsOf(made.diagnostics), [
      '`shop/client` cannot reach port 8080 of `shop/web`: Service Connect carries TCP alone, and the port is UDP',
    ])
    assert.match(made.diagnostics.find(({ code }) => code === 'target/link-not-carried')?.help ?? '', 'Network Load Balancer')
  },
  'a task on the bridge of its machine has no name in DNS, and load balancers lead to its machine': () => {
    const bound = web('', `  traits:\n    - type: container-ports\n      properties: {ports: [{containerPort: 8080, hostPort: 18080}]}\n`)
    const options = { 'launch-type': 'EC2' }
    const made = tried({ shop: bound + client('task') + link('web') }, options)
    assert.match(errorsOf(made.diagnostics)[0] ?? '', 'without an address of their own')
    assert.equal(errorsOf(tried({ shop: bound + client('worker') + link('web') }, options).diagnostics), [])
    assert.is(serviceOf(bound, options).networkConfiguration, undefined)
  },
  'an update replaces as many copies at a time as the strategy says': () => {
    const strategy = (text: string, copies = 1): Read =>
      serviceOf(
        web(
          '',
          `  traits:\n    - type: scaler\n      properties: {replicas: ${copies}}\n    - type: k8s-update-strategy\n      properties: {targetAPIVersion: apps/v1, targetKind: Deployment, strategy: ${text}}\n`,
        ),
      )
    const percents = (made: Read): unknown => {
      const { minimumHealthyPercent, maximumPercent } = made.deploymentConfiguration
      return [minimumHealthyPercent, maximumPercent, made.availabilityZoneRebalancing]
    }
    assert.equal(percents(strategy('{type: Recreate}')), [0, 100, 'DISABLED'])
    assert.equal(percents(strategy('{type: RollingUpdate, rollingStrategy: {maxSurge: 1, maxUnavailable: 0}}', 3)), [100, 134, 'ENABLED'])
    assert.equal(percents(strategy('{type: RollingUpdate, rollingStrategy: {maxSurge: "50%", maxUnavailable: "25%"}}', 4)), [
      75,
      150,
      'ENABLED',
    ])
    assert.equal(percents(strategy('{type: RollingUpdate, rollingStrategy: {maxSurge: 0, maxUnavailable: 1}}', 3)), [66, 100, 'DISABLED'])
    assert.equal(percents(strategy('{type: RollingUpdate, rollingStrategy: {maxSurge: 0}}')), [0, 100, 'DISABLED'])
    // a quarter of one copy is one more, and none less
    assert.equal(percents(strategy('{type: RollingUpdate}')), [100, 200, 'ENABLED'])
  },
  'every strategy lets a deployment go on, and keeps as many copies as it says': () => {
    for (let copies = 1; copies <= 12; copies++)
      for (let surge = 0; surge <= 4; surge++)
        for (let away = surge === 0 ? 1 : 0; away <= copies; away++) {
          const text = `{type: RollingUpdate, rollingStrategy: {maxSurge: ${surge}, maxUnavailable: ${away}}}`
          const trait = `  traits:\n    - type: scaler\n      properties: {replicas: ${copies}}\n    - type: k8s-update-strategy\n      properties: {targetAPIVersion: apps/v1, targetKind: Deployment, strategy: ${text}}\n`
          if ((copies + surge + away) % 3 !== 0) continue
          const { minimumHealthyPercent: least, maximumPercent: most } = serviceOf(web('', trait)).deploymentConfiguration
          assert.is(Math.ceil((copies * least) / 100), copies - away, `${text} of ${copies}: at least`)
          assert.is(Math.floor((copies * most) / 100), copies + surge, `${text} of ${copies}: at most`)
        }
  },
  'what has stable names, or storage for one, ends before its successor starts': () => {
    const stateful = serviceOf(client('statefulset'), {}, 'client').deploymentConfiguration
    assert.equal([stateful.minimumHealthyPercent, stateful.maximumPercent], [0, 100])
  },
  'strategies that ECS does not have are said': () => {
    const trait = `  traits:\n    - type: k8s-update-strategy\n      properties: {targetAPIVersion: apps/v1, targetKind: StatefulSet, strategy: {type: OnDelete}}\n`
    const made = rendered({ shop: client('statefulset') + trait })
    assert.match(saidOf(made, 'target/update-strategy')[0]?.message ?? '', '`OnDelete` has no effect')
  },
  'a run to the end starts all its copies at once, as often as it may fail': () => {
    const { files } = rendered({ shop: client('task', ', count: 3, backoffLimit: 2') })
    assert.equal(files['shop/shop-client/run-task.json'], {
      cluster: '${CLUSTER}',
      taskDefinition: 'shop-client',
      count: 3,
      launchType: 'FARGATE',
      networkConfiguration: {
        awsvpcConfiguration: { subnets: ['${SUBNETS}'], securityGroups: ['${SECURITY_GROUPS}'], assignPublicIp: 'DISABLED' },
      },
      enableECSManagedTags: true,
      propagateTags: 'TASK_DEFINITION',
    })
    assert.is(files['shop/shop-client/service.json'], undefined)
  },
  'a load balancer waits as long as the startup probe': () => {
    const route = '  traits:\n    - type: gateway\n      properties: {http: {/: 8080}}\n'
    const probe = 'startupProbe: {tcpSocket: {port: 8080}, initialDelaySeconds: 5, periodSeconds: 10, failureThreshold: 12}'
    assert.is(serviceOf(web(probe, route)).healthCheckGracePeriodSeconds, 125)
    assert.is(serviceOf(web(probe)).healthCheckGracePeriodSeconds, undefined)
    assert.is(serviceOf(web('', route)).healthCheckGracePeriodSeconds, undefined)
  },
})
