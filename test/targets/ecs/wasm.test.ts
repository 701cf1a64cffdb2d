import * as assert from 'uvu/assert'
import { wasmLattice } from '../../engines/wasm-lattice.js'
import { tests } from '../../harness.js'
import { drafted } from './drafted.js'
import { attemptEcs, emitEcs, said } from './emit-ecs.js'

const everywhere = { type: 'spreadscaler', properties: { instances: 1 } }
const served = {
  type: 'link',
  properties: {
    target: { name: 'hello' },
    namespace: 'wasi',
    package: 'http',
    interfaces: ['incoming-handler'],
    source: { config: [{ name: 'address', properties: { address: '0.0.0.0:8900' } }] },
  },
}
const hello = (image = 'ghcr.io/acme/hello:1.0.0', traits: readonly object[] = [everywhere], more: object = {}) => ({
  name: 'hello',
  type: 'component',
  properties: { image, ...more },
  traits,
})
const http = { name: 'http', type: 'capability', properties: { image: 'wasmcloud+builtin://http-server' }, traits: [everywhere, served] }
const shop = { shop: [hello(), http] }

const unitsOf = (options: Readonly<Record<string, string>> = {}) => {
  const sources = Object.entries(wasmLattice).map(([path, text]) => ({
    path,
    text: text.replaceAll('file://./', 'ghcr.io/acme/').replaceAll('.wasm"', ':1"'),
  }))
  const { units } = drafted(sources, options)!.draft
  return new Map(units.map((unit) => [unit.name, unit]))
}

tests('ecs: wasmCloud', {
  'NATS, wadm and hosts are services, and a task hands each manifest over': () => {
    const units = unitsOf()
    assert.equal([...units].map(([name, { service, run }]) => `${name} ${service ? 'service' : run ? 'run' : ''}`).sort(), [
      'hello-wadm-manifest run',
      'settings-asker service',
      'settings-cache service',
      'settings-wadm-manifest run',
      'wasmcloud-host-eu service',
      'wasmcloud-host-us service',
      'wasmcloud-nats service',
      'wasmcloud-wadm service',
      'zone-platform-wadm-manifest run',
    ])
    const nats = units.get('wasmcloud-nats')!
    assert.equal(
      [nats.service!.deploymentConfiguration!.minimumHealthyPercent, nats.service!.deploymentConfiguration!.maximumPercent],
      [0, 100],
    )
    assert.ok(nats.task.volumes?.some(({ efsVolumeConfiguration }) => efsVolumeConfiguration))
    assert.ok(nats.registry, 'tasks that run to their end find it by DNS')
  },
  'a task that hands a manifest over has another command to take it back': () => {
    const { run, undo, task } = unitsOf().get('hello-wadm-manifest')!
    const [main] = task.containerDefinitions!.filter(({ essential }) => essential)
    assert.equal(main!.command, ['deploy', 'hello', '{"version":"v0.0.1"}'])
    assert.equal(undo, {
      ...run,
      overrides: {
        containerOverrides: [{ name: 'wadm-manifest', command: ['undeploy', 'hello'], environment: [{ name: 'PATIENCE', value: '60' }] }],
      },
    })
  },
  'the scripts bring up what manifests are handed to before that, and take manifests back before it goes': () => {
    const { files } = emitEcs(shop)
    const calls = (script: string): string[] =>
      files[script]!.split('\n').flatMap((line) => /^(?:service|task|undo|end_services) (?:[\w-]+\/)?([\w-]+)/.exec(line)?.[1] ?? [])
    const deployed = ['wasmcloud-nats', 'wasmcloud-wadm', 'wasmcloud-host-default', 'shop-wadm-manifest']
    assert.equal(calls('deploy.sh'), deployed)
    assert.equal(calls('undeploy.sh'), [...deployed].reverse())
    assert.match(files['deploy.sh']!, /^task .* always /m)
  },
  'a load balancer leads to HTTP servers, and asks the host itself whether it is ready': () => {
    const { targetGroups, task } = unitsOf({ 'wasm-hosts': 'eu:8081=settings.example.com' }).get('wasmcloud-host-eu')!
    assert.equal(
      targetGroups.map(({ port, rules, healthCheck }) => [port.containerPort, rules[0]?.host, healthCheck.path, healthCheck.port]),
      [
        [8080, undefined, '/readyz', 8900],
        [8081, 'settings.example.com', '/readyz', 8900],
      ],
    )
    const { environment } = task.containerDefinitions![0]!
    assert.ok(environment!.some(({ name, value }) => name === 'WASMCLOUD_HTTP_ADMIN' && value === '0.0.0.0:8900'))
    assert.equal(unitsOf({ 'wasm-http': 'private' }).get('wasmcloud-host-eu')!.targetGroups, [])
  },
  'the admin port of a host gives way to an HTTP server': () => {
    const { containerDefinitions } = JSON.parse(emitEcs(shop).files['wasmcloud/wasmcloud-host-default/taskdef.json']!) as {
      containerDefinitions: { environment: { name: string; value: string }[] }[]
    }
    const { environment } = containerDefinitions[0]!
    assert.is(environment.find(({ name }) => name === 'WASMCLOUD_HTTP_ADMIN')?.value, '0.0.0.0:8901')
  },
  'options reach the hosts': () => {
    const options = { 'wasmcloud-image': 'r.example/host:2', 'oci-insecure': 'r.example:5000', 'secrets-topic': 'topic', name: 'mine' }
    const file = emitEcs({ shop: [hello('ghcr.io/acme/hello')] }, options).files['wasmcloud/wasmcloud-host-default/taskdef.json']!
    for (const text of ['"r.example/host:2"', '"r.example:5000"', '"topic"', '"mine"', '"WASMCLOUD_OCI_ALLOW_LATEST"'])
      assert.match(file, text)
  },
  'a component on this machine is refused at its line': () => {
    const found = attemptEcs({ shop: [hello('file://./hello.wasm')] }).diagnostics.filter(({ severity }) => severity === 'error')
    const { code, span } = found[0]!
    assert.is(code, 'target/file-image')
    assert.is(span!.source.text.slice(span!.start, span!.end), 'file://./hello.wasm')
  },
  'an application with the name of the substrate is refused': () =>
    assert.match(said(attemptEcs({ wasmcloud: [hello()] })).join(), 'error target/name-collision'),
  'a manifest that no task definition holds is refused with its size, at the application': () => {
    const config = [
      { name: 'large', properties: Object.fromEntries(Array.from({ length: 80 }, (_, at) => [`key${at}`, 'x'.repeat(1000)])) },
    ]
    const { diagnostics } = attemptEcs({ shop: [hello(undefined, [everywhere], { config })] })
    const errors = diagnostics.filter(({ severity }) => severity === 'error')
    assert.equal(errors.length, 1)
    assert.match(errors[0]!.message, /\b[0-9]{2,3}[ ,.]?[0-9]{3}\b/)
    const { start, end, source } = errors[0]!.span!
    assert.is(source.text.slice(start, end), 'shop')
  },
  'a daemonscaler puts a host on every machine, where there are machines': () => {
    const daemon = { type: 'daemonscaler', properties: { instances: 1, spread: [{ name: 'eu', requirements: { zone: 'eu' } }] } }
    const applications = { shop: [hello(undefined, [daemon])] }
    const strategy = (options: Readonly<Record<string, string>>): string =>
      (JSON.parse(emitEcs(applications, options).files['wasmcloud/wasmcloud-host-eu/service.json']!) as { schedulingStrategy: string })
        .schedulingStrategy
    assert.is(strategy({}), undefined)
    assert.is(strategy({ 'daemon-hosts': 'daemon', 'launch-type': 'EC2' }), 'DAEMON')
    assert.match(
      said(attemptEcs(applications, { 'daemon-hosts': 'daemon' })).join('\n'),
      /error target\/refused: ecs cannot run one copy on every machine/,
    )
  },
})
