import * as assert from 'uvu/assert'
import { awkwardTexts } from '../../engines/awkward-texts.js'
import { tests } from '../../harness.js'
import { attemptEcs, component, containerOf, emitEcs, said, taskOf } from './emit-ecs.js'

/** JSON has a variable of the environment as `${NAME}`, which the files writer spells. */
const mark = /\$\{(\w+)\}/

tests('ECS tasks', {
  'the smallest task': () => {
    const { containerDefinitions, ...task } = taskOf(emitEcs({ shop: [component({})] }))
    assert.equal(task.family, 'shop-web')
    assert.equal(task.executionRoleArn, 'arn:aws:iam::000000000000:role/EXECUTION_ROLE_ARN')
    assert.equal(task.tags, [
      { key: 'app.oam.dev/name', value: 'shop' },
      { key: 'app.oam.dev/component', value: 'web' },
    ])
    assert.equal(
      containerDefinitions?.map(({ name, image, essential, logConfiguration }) => ({ name, image, essential, logConfiguration })),
      [
        {
          name: 'web',
          image: 'nginx:1',
          essential: true,
          logConfiguration: {
            logDriver: 'awslogs',
            options: { 'awslogs-group': '/ecs/shop', 'awslogs-region': '${AWS_REGION}', 'awslogs-stream-prefix': 'shop-web' },
          },
        },
      ],
    )
  },
  'entry point, command and working directory': () => {
    const { entryPoint, command, workingDirectory } = containerOf(
      emitEcs({ shop: [component({ cmd: ['/bin/web'], args: ['--port', '8080'], workingDir: '/srv' })] }),
    )
    assert.equal(
      { entryPoint, command, workingDirectory },
      { entryPoint: ['/bin/web'], command: ['--port', '8080'], workingDirectory: '/srv' },
    )
  },
  'every string comes back from the file byte for byte, in every place of text': () => {
    const env = awkwardTexts.map((value, at) => ({ name: `TEXT_${at}`, value }))
    const words = awkwardTexts.filter((text) => text !== '')
    // a task definition of AWS has 64 KiB, which all of them in all places would exceed
    const inEnvironment = emitEcs({
      shop: [component({ env }, [{ type: 'sidecar', properties: { name: 'beside', image: 'nginx:1', env } }])],
    })
    assert.equal(containerOf(inEnvironment).environment, env)
    assert.equal(containerOf(inEnvironment, 'beside').environment, env)
    const { entryPoint, command, workingDirectory } = containerOf(
      emitEcs({ shop: [component({ cmd: words, args: words, workingDir: '/${HOME} "x"' })] }),
    )
    assert.equal(entryPoint, words)
    assert.equal(command, words)
    assert.is(workingDirectory, '/${HOME} "x"')
    const annotations = Object.fromEntries(awkwardTexts.map((value, at) => [`example.com/${at}`, value]))
    const { dockerLabels } = containerOf(emitEcs({ shop: [component({}, [{ type: 'annotations', properties: annotations }])] }))
    for (const [at, text] of awkwardTexts.entries()) assert.is(dockerLabels?.[`example.com/${at}`], text)
  },
  'links are names and ports of Service Connect': () => {
    const web = component({}, [{ type: 'link', properties: { name: 'cache', target: { name: 'cache' } } }])
    const cache = component({ ports: [{ port: 6379, name: 'redis' }] }, [], 'cache')
    assert.equal(containerOf(emitEcs({ shop: [web, cache] })).environment, [
      { name: 'CONNECTION_CACHE_HOST', value: 'shop-cache' },
      { name: 'CONNECTION_CACHE_PORT', value: '6379' },
      { name: 'CONNECTION_CACHE_URL', value: 'redis://shop-cache:6379' },
    ])
  },
  'secrets are fields of a secret of Secrets Manager': () => {
    const emitted = emitEcs({ shop: [component({ env: secretEnv('db', 'password') })] })
    assert.equal(containerOf(emitted).secrets, [{ name: 'PASSWORD', valueFrom: '${SECRET_DB_ARN}:password::' }])
    assert.is(containerOf(emitted).environment, undefined)
    assert.equal(emitted.outside, ['secret db.password as PASSWORD: the secret db of Secrets Manager'])
  },
  'the option secret-name says what a secret is called there': () => {
    const of = (options: Readonly<Record<string, string>>, name = 'db') =>
      containerOf(emitEcs({ shop: [component({ env: secretEnv(name, 'password') })] }, options)).secrets?.[0]?.valueFrom
    assert.is(of({ 'secret-name': '{application}/{secret}' }), '${SECRET_SHOP_DB_ARN}:password::')
    assert.is(of({ 'secret-name': '{application}/{secret}/{key}' }), '${SECRET_SHOP_DB_PASSWORD_ARN}')
    assert.is(of({ secrets: 'ssm' }), '${SECRET_DB_PASSWORD_ARN}')
    const arn = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf'
    assert.is(of({}, arn), `${arn}:password::`)
    assert.is(of({}, 'arn:aws:ssm:eu-west-1:123456789012:parameter/db'), 'arn:aws:ssm:eu-west-1:123456789012:parameter/db')
  },
  'two secrets whose names become one variable stay apart': () => {
    const env = [...secretEnv('db.main', 'a', 'A'), ...secretEnv('db-main', 'a', 'B')]
    const [first, second] = containerOf(emitEcs({ shop: [component({ env })] })).secrets ?? []
    assert.match(first?.valueFrom ?? '', mark)
    assert.is.not(first?.valueFrom, second?.valueFrom)
  },
  'a key that ECS cannot read is refused at its line': () => {
    const [fault] = attemptEcs({ shop: [component({ env: secretEnv('db', 'a:b') })] }).diagnostics.filter(
      ({ code }) => code === 'target/bad-name',
    )
    assert.is(fault?.severity, 'error')
    assert.ok(fault?.span)
  },
  'configuration that no manifest carries is a parameter of SSM': () => {
    const env = [{ name: 'CURRENCY', valueFrom: { configMapKeyRef: { name: 'settings', key: 'currency' } } }]
    const emitted = emitEcs({ shop: [component({ env })] })
    assert.equal(containerOf(emitted).secrets, [{ name: 'CURRENCY', valueFrom: '${CONFIG_SETTINGS_CURRENCY_ARN}' }])
    assert.equal(emitted.outside, ['configuration settings.currency as CURRENCY: the parameter /settings/currency of SSM'])
  },
  'facts about the pod that are known beforehand are values, the others are reported': () => {
    const env = ["metadata.labels['tier']", 'metadata.namespace', 'status.podIP'].map((fieldPath, at) => ({
      name: `FACT_${at}`,
      valueFrom: { fieldRef: { fieldPath } },
    }))
    const emitted = emitEcs({ shop: [component({ env }, [{ type: 'labels', properties: { tier: 'front' } }])] })
    assert.equal(containerOf(emitted).environment, [
      { name: 'FACT_0', value: 'front' },
      { name: 'FACT_1', value: 'lattice' },
    ])
    assert.ok(said(emitted).some((line) => line.includes('`FACT_2` is not set') && line.includes('ECS_CONTAINER_METADATA_URI_V4')))
  },
  'ports have names that are legal and each but once': () => {
    const ports = [
      { port: 8080, name: 'http', appProtocol: 'http2' },
      { port: 9090, name: 'admin' },
      { port: 8125, name: 'stats', protocol: 'UDP' },
      { port: 81, containerPort: 8080, name: 'also' },
    ]
    assert.equal(containerOf(emitEcs({ shop: [component({ ports })] })).portMappings, [
      { name: 'http', containerPort: 8080, appProtocol: 'http2' },
      { name: 'admin', containerPort: 9090 },
      { name: 'stats', containerPort: 8125, protocol: 'udp' },
    ])
  },
  'init containers run in a chain, sidecars beside, and the main container last': () => {
    const init = (name: string) => ({
      type: 'init-container',
      properties: { name, image: 'busybox:1', cmd: ['true'], mountName: name, appMountPath: `/${name}`, initMountPath: '/out' },
    })
    const emitted = emitEcs({
      shop: [component({}, [init('first'), init('second'), { type: 'sidecar', properties: { name: 'agent', image: 'agent:1' } }])],
    })
    const inits = (taskOf(emitted).containerDefinitions ?? []).filter(({ name }) => name === 'first' || name === 'second')
    assert.equal(
      inits.map(({ essential, restartPolicy }) => ({ essential, restartPolicy })),
      inits.map(() => ({ essential: false, restartPolicy: undefined })),
    )
    assert.equal(Object.fromEntries(inits.map(({ name, dependsOn }) => [name, dependsOn])), {
      first: [{ containerName: 'mc-tools', condition: 'SUCCESS' }],
      second: [{ containerName: 'first', condition: 'SUCCESS' }],
    })
    const after = { containerName: 'second', condition: 'SUCCESS' }
    assert.equal(containerOf(emitted, 'agent').dependsOn, [after])
    assert.equal(containerOf(emitted, 'agent').restartPolicy, { enabled: true, restartAttemptPeriod: 60 })
    assert.is(containerOf(emitted, 'agent').essential, false)
    assert.equal(containerOf(emitted).dependsOn, [after, { containerName: 'agent', condition: 'START' }])
  },
  'labels are tags where a tag can hold them, and annotations are labels of the container': () => {
    const emitted = emitEcs({
      shop: [
        component({}, [
          { type: 'labels', properties: { tier: 'front', 'aws:x': '1', odd: 'a,b;c' } },
          { type: 'annotations', properties: { 'example.com/owner': 'shop' } },
        ]),
      ],
    })
    assert.equal(taskOf(emitted).tags?.slice(2), [{ key: 'tier', value: 'front' }])
    assert.equal(containerOf(emitted).dockerLabels, { 'aws:x': '1', odd: 'a,b;c', 'example.com/owner': 'shop' })
  },
  'credentials for a registry': () => {
    assert.equal(containerOf(emitEcs({ shop: [component({ imagePullSecrets: ['registry'] })] })).repositoryCredentials, {
      credentialsParameter: '${SECRET_REGISTRY_ARN}',
    })
  },
  'a task that needs nothing of ECS has no execution role': () => {
    const task = taskOf(emitEcs({ shop: [component({})] }, { logs: 'none' }))
    assert.is(task.executionRoleArn, undefined)
    assert.is(task.containerDefinitions?.[0]?.logConfiguration, undefined)
    const ecr = component({ image: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1' })
    assert.is(taskOf(emitEcs({ shop: [ecr] }, { logs: 'none' })).executionRoleArn, 'arn:aws:iam::000000000000:role/EXECUTION_ROLE_ARN')
  },
})

function secretEnv(name: string, key: string, variable = 'PASSWORD'): readonly object[] {
  return [{ name: variable, valueFrom: { secretKeyRef: { name, key } } }]
}
