import * as assert from 'uvu/assert'
import { tests } from '../../harness.js'
import { saidOf, tried } from './rendered.js'

/** A patch that brings a fault in, and what is said of it. */
const faults: readonly (readonly [what: string, patch: string, said: RegExp])[] = [
  [
    'an interval',
    '{kind: ContainerDefinition, patch: {healthCheck: {command: [CMD, "true"], interval: 301}}}',
    /interval` is 301.*5 to 300 seconds/,
  ],
  ['a timeout', '{kind: ContainerDefinition, patch: {healthCheck: {command: [CMD, "true"], timeout: 1}}}', /timeout` is 1:.*2 to 60/],
  ['retries', '{kind: ContainerDefinition, patch: {healthCheck: {command: [CMD, "true"], retries: 11}}}', /retries` is 11:.*1 to 10/],
  ['a fraction', '{kind: ContainerDefinition, patch: {healthCheck: {command: [CMD, "true"], retries: 1.5}}}', /whole number/],
  ['a start period', '{kind: ContainerDefinition, patch: {healthCheck: {command: [CMD, "true"], startPeriod: 400}}}', /0 to 300/],
  ['a check without CMD', '{kind: ContainerDefinition, patch: {healthCheck: {command: ["true"]}}}', /`CMD` or `CMD-SHELL`/],
  ['a stop timeout', '{kind: ContainerDefinition, patch: {stopTimeout: 121}}', /stopTimeout` is 121:.*0 to 120 seconds/],
  ['a restart period', '{kind: ContainerDefinition, patch: {restartPolicy: {enabled: true, restartAttemptPeriod: 59}}}', /60 to 1800/],
  ['memory', '{kind: ContainerDefinition, patch: {memory: 5}}', /memory` is 5:.*6 at least MiB/],
  ['a reservation', '{kind: ContainerDefinition, patch: {memory: 100, memoryReservation: 100}}', /100 MiB of it reserved/],
  ['memory of a container above the task', '{kind: ContainerDefinition, patch: {memory: 600}}', /600 MiB together, and their task 512/],
  ['a pair', '{kind: TaskDefinition, patch: {cpu: "512", memory: "5120"}}', /no task with cpu `512` and memory `5120`/],
  ['a cpu', '{kind: TaskDefinition, patch: {cpu: "300"}}', /no task with cpu `300`/],
  ['an amount', '{kind: TaskDefinition, patch: {memory: plenty}}', /`plenty`, which is no amount/],
  ['ephemeral storage', '{kind: TaskDefinition, patch: {ephemeralStorage: {sizeInGiB: 20}}}', /sizeInGiB` is 20:.*21 to 200/],
  ['a port', '{kind: ContainerDefinition, patch: {portMappings: [{containerPort: 70000}]}}', /containerPort` is 70000:.*1 to 65535/],
  [
    'ports twice',
    '{kind: ContainerDefinition, patch: {portMappings: [{containerPort: 80}, {containerPort: 80}]}}',
    /port 80\/tcp is another's/,
  ],
  [
    'names of ports twice',
    '{kind: ContainerDefinition, patch: {portMappings: [{containerPort: 80, name: a}, {containerPort: 81, name: a}]}}',
    /two ports of the task are called `a`/,
  ],
  [
    'a name of a port',
    '{kind: ContainerDefinition, patch: {portMappings: [{containerPort: 80, name: HTTP}]}}',
    /`HTTP`: AWS takes 1 to 64 lower-case/,
  ],
  ['a port of the host', '{kind: ContainerDefinition, patch: {portMappings: [{containerPort: 80, hostPort: 8080}]}}', /it is 8080/],
  [
    'UDP with a protocol',
    '{kind: ContainerDefinition, patch: {portMappings: [{containerPort: 80, protocol: udp, appProtocol: http}]}}',
    /Service Connect carries TCP alone/,
  ],
  [
    'a dependency',
    '{kind: ContainerDefinition, patch: {dependsOn: [{containerName: other, condition: START}]}}',
    /no container of the task/,
  ],
  ['itself', '{kind: ContainerDefinition, patch: {dependsOn: [{containerName: web, condition: START}]}}', /in a circle: `web`/],
  [
    'a circle',
    '{kind: ContainerDefinition, name: beside, patch: {dependsOn: [{containerName: web, condition: START}]}}',
    /in a circle: `web`, `beside`/,
  ],
  [
    'the end of what is essential',
    '{kind: ContainerDefinition, name: beside, patch: {dependsOn: [{containerName: web, condition: SUCCESS}]}}',
    /which is essential/,
  ],
  [
    'health without a check',
    '{kind: ContainerDefinition, patch: {dependsOn: [{containerName: beside, condition: HEALTHY}]}}',
    /no health check/,
  ],
  ['nothing essential', '{kind: ContainerDefinition, patch: {essential: false}}', /no container is essential/],
  ['no container', '{kind: TaskDefinition, patch: {containerDefinitions: []}}', /one container at least/],
  [
    'a mount',
    '{kind: ContainerDefinition, patch: {mountPoints: [{sourceVolume: data, containerPath: /data}]}}',
    /mounts `data`, which is no volume/,
  ],
  [
    'a relative mount',
    '{kind: ContainerDefinition, patch: {mountPoints: [{sourceVolume: data, containerPath: data}]}}',
    /an absolute path/,
  ],
  ['volumes twice', '{kind: TaskDefinition, patch: {volumes: [{name: a}, {name: a}]}}', /two volumes of the task/],
  [
    'a volume of two kinds',
    '{kind: TaskDefinition, patch: {volumes: [{name: a, host: {}, efsVolumeConfiguration: {fileSystemId: fs-1}}]}}',
    /is of one kind/,
  ],
  [
    'an access point',
    '{kind: TaskDefinition, patch: {volumes: [{name: a, efsVolumeConfiguration: {fileSystemId: fs-1, rootDirectory: /a, transitEncryption: ENABLED, authorizationConfig: {accessPointId: fsap-1}}}]}}',
    /leave|access point says itself/,
  ],
  [
    'an access point in the clear',
    '{kind: TaskDefinition, patch: {volumes: [{name: a, efsVolumeConfiguration: {fileSystemId: fs-1, authorizationConfig: {accessPointId: fsap-1}}}]}}',
    /transitEncryption: ENABLED/,
  ],
  [
    'a path of the machine',
    '{kind: TaskDefinition, patch: {volumes: [{name: a, host: {sourcePath: /var}}]}}',
    /path of the machine, and Fargate shows none/,
  ],
  [
    'a variable twice',
    '{kind: ContainerDefinition, patch: {environment: [{name: A, value: a}, {name: A, value: b}]}}',
    /variable `A` twice/,
  ],
  [
    'a variable that is a secret too',
    '{kind: ContainerDefinition, patch: {environment: [{name: A, value: a}], secrets: [{name: A, valueFrom: s}]}}',
    /variable `A` twice/,
  ],
  [
    'secrets without a role',
    '{kind: TaskDefinition, patch: {executionRoleArn: null, containerDefinitions: [{name: web, image: a, secrets: [{name: A, valueFrom: s}]}]}}',
    /fetches the secrets of `web` with a role/,
  ],
  ['a log without a role', '{kind: TaskDefinition, patch: {executionRoleArn: null}}', /writes the log of `web` with a role/],
  ['a user', '{kind: ContainerDefinition, patch: {user: "a b"}}', /a user, and perhaps a group/],
  ['privileges', '{kind: ContainerDefinition, patch: {privileged: true}}', /rights of its machine/],
  ['a GPU', '{kind: ContainerDefinition, patch: {resourceRequirements: [{type: GPU, value: "1"}]}}', /a GPU, and Fargate has none/],
  [
    'shared memory',
    '{kind: ContainerDefinition, patch: {linuxParameters: {sharedMemorySize: 64}}}',
    /`sharedMemorySize`, which Fargate does not take/,
  ],
  [
    'a capability',
    '{kind: ContainerDefinition, patch: {linuxParameters: {capabilities: {add: [NET_ADMIN]}}}}',
    /NET_ADMIN, and Fargate adds none but SYS_PTRACE/,
  ],
  [
    'an unknown capability',
    '{kind: ContainerDefinition, patch: {linuxParameters: {capabilities: {drop: [CAP_CHOWN]}}}}',
    /knows no capability `CAP_CHOWN`/,
  ],
  [
    'an option of a tmpfs',
    '{kind: ContainerDefinition, patch: {linuxParameters: {tmpfs: [{containerPath: /a, size: 1, mountOptions: [mode=1777, quick]}]}}}',
    /no option `quick`/,
  ],
  ['hosts', '{kind: ContainerDefinition, patch: {extraHosts: [{hostname: a, ipAddress: 10.0.0.1}]}}', /`extraHosts`, which Fargate/],
  ['a log driver', '{kind: ContainerDefinition, patch: {logConfiguration: {logDriver: syslog}}}', /log driver `syslog`/],
  [
    'a limit of processes',
    '{kind: ContainerDefinition, patch: {ulimits: [{name: nofile, softLimit: 10, hardLimit: 5}]}}',
    /soft limit of `nofile`, 10, is above/,
  ],
  ['a network mode', '{kind: TaskDefinition, patch: {networkMode: host}}', /network mode `awsvpc` alone/],
  ['a tag', '{kind: TaskDefinition, patch: {tags: [{key: "aws:a", value: b}]}}', /keeps `aws:` to itself/],
  ['a value of a tag', '{kind: TaskDefinition, patch: {tags: [{key: a, value: "a;b"}]}}', /tag `a` has a value/],
  ['tags twice', '{kind: TaskDefinition, patch: {tags: [{key: a, value: b}, {key: a, value: c}]}}', /two tags have the key `a`/],
  ['a number of copies', '{kind: Service, patch: {desiredCount: 5001}}', /0 to 5000 tasks/],
  [
    'an update that cannot begin',
    '{kind: Service, patch: {deploymentConfiguration: {minimumHealthyPercent: 100, maximumPercent: 100}}}',
    /no update could ever begin/,
  ],
  [
    'a load balancer',
    '{kind: Service, patch: {loadBalancers: [{targetGroupArn: a, containerName: web, containerPort: 81}]}}',
    /port 81 of `web`, which has no such port/,
  ],
  [
    'six load balancers',
    `{kind: Service, patch: {loadBalancers: [${'{targetGroupArn: a, containerName: web, containerPort: 80}, '.repeat(6)}]}}`,
    /6 items: AWS takes 5 target groups/,
  ],
  [
    'a name of an endpoint',
    '{kind: Service, patch: {serviceConnectConfiguration: {enabled: true, services: [{portName: other}]}}}',
    /names the port `other`/,
  ],
  ['a daemon', '{kind: Service, patch: {schedulingStrategy: DAEMON}}', /no machines to run a daemon/],
  ['a large definition', `{kind: ContainerDefinition, patch: {environment: [{name: A, value: ${'é'.repeat(33000)}}]}}`, /AWS takes 65536/],
]

tests('ECS: limits', {
  ...Object.fromEntries(
    faults.map(([what, patch, said]) => [
      `${what}: refused at the line of the patch`,
      () => {
        const found = saidOf(tried({ shop: shop(patch) }), 'target/limit')
        const [first] = found.filter(({ message }) => said.test(message))
        assert.ok(first, found.map(({ message }) => message).join('; '))
        assert.match(first.line, /^ecs: /)
      },
    ]),
  ),
  'eleven containers are one too many, said at the manifest'() {
    const sidecars = Array.from({ length: 10 }, (_, at) => `- {type: sidecar, properties: {name: s${at}, image: busybox:1}}`)
    const found = saidOf(tried({ shop: web(sidecars) }), 'target/limit')
    assert.equal(found, [
      { message: '`containerDefinitions` has 11 items: AWS takes 10 containers in a task at most', line: '- name: web' },
    ])
  },
  'what the platform cannot hold is said at the line that asks for it'() {
    const [large] = saidOf(tried({ shop: web([], 'memory: 121Gi') }), 'target/limit')
    assert.match(large!.message, /needs .* and 121 GiB, and the largest task of Fargate has 16 vCPU and 120 GiB/)
    assert.is(large!.line, 'memory: 121Gi')
  },
})

function shop(patch: string): string {
  return web([
    '- {type: sidecar, properties: {name: beside, image: busybox:1}}',
    `- {type: runtime, properties: {`,
    `    ecs: [${patch}]}}`,
  ])
}

function web(traits: readonly string[], ...properties: readonly string[]): string {
  return [
    '- name: web',
    '  type: webservice',
    '  properties:',
    '    image: nginx:1',
    '    ports: [{port: 80, name: http}]',
    ...properties.map((line) => `    ${line}`),
    ...(traits.length === 0 ? [] : ['  traits:', ...traits.map((line) => `    ${line}`)]),
  ].join('\n')
}
