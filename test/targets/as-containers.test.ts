import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'smol-toml'
import * as assert from 'uvu/assert'
import { compile } from '../../src/compile-fully.js'
import type { ContainerWorkload, Part, Plan, Workload } from '../../src/plan/plan.js'
import { asContainers } from '../../targets/containers/as-containers.js'
import { ecs } from '../../targets/ecs/index.js'
import type { EmitContext } from '../../targets/target.js'
import { awkwardTexts } from '../engines/awkward-texts.js'
import { wasmLattice } from '../engines/wasm-lattice.js'
import { root, temporary, tests } from '../harness.js'

tests('Wasm and Spin as containers', {
  'nothing but containers is left, and what others run on comes first': () => {
    const { plan } = contained(wasmLattice)
    assert.equal(
      plan.waves.map((wave) => [...wave]),
      [
        ['settings/cache', 'wasmcloud:nats'],
        ['wasmcloud:wadm'],
        ['wasmcloud:host:eu', 'wasmcloud:host:us'],
        ['wasmcloud:manifest:zone-platform'],
        ['wasmcloud:manifest:hello', 'wasmcloud:manifest:settings'],
        ['settings/asker'],
      ],
    )
    for (const workload of workloadsOf(plan)) assert.is(workload.kind, 'container')
    assert.equal(plan.hostGroups, [])
  },
  'links to a component lead to the hosts of its server, those from one to what it calls': () => {
    const { plan } = contained(wasmLattice)
    const asker = workload(plan, 'settings/asker')
    assert.equal(
      asker.bindings.map(({ to, port }) => [to, port?.containerPort]),
      [['wasmcloud:host:eu', 8081]],
    )
    const addresses = asker.main.env.flatMap(({ parts = [] }) => parts).flatMap((part) => ('to' in part ? [part.to] : []))
    assert.ok(addresses.length > 0)
    assert.equal([...new Set(addresses)], ['wasmcloud:host:eu'])
    const host = workload(plan, 'wasmcloud:host:eu')
    assert.equal(
      host.bindings.map(({ to, port }) => [to, port?.containerPort]),
      [
        ['wasmcloud:nats', 4222],
        ['settings/cache', 6379],
      ],
    )
    assert.equal(
      host.main.ports.map(({ containerPort }) => containerPort),
      [8080, 8081],
    )
  },
  'a manifest is handed over as wadm takes it, with addresses and a version of its content': () => {
    const { plan } = contained(wasmLattice)
    const task = workload(plan, 'wasmcloud:manifest:settings')
    const { data } = task.volumes[0]!
    const manifest = JSON.parse(data!['settings.json']!) as {
      metadata: { annotations: Record<string, string> }
      spec: { components: Manifest[] }
    }
    assert.equal(task.main.args, ['deploy', 'settings', '{"version":"v0.0.1"}'])
    assert.match(manifest.metadata.annotations['manifest-compiler.dev/content']!, /^[0-9a-f]{8}$/)
    const config = manifest.spec.components.find(({ name }) => name === 'settings')!.properties.config!
    assert.is(config[0]!.properties['address'], 'redis://<settings/cache>:6379/1')
    assert.is(data!['manifests.sh'], readFileSync(join(root, 'targets/wadm/scripts/manifests.sh'), 'utf8'))
    assert.equal(valuesOf(task)['AFTER'], 'zone-platform')
  },
  'where private addresses are of IPv6, programs listen on them': () => {
    const { plan } = contained(wasmLattice, {}, '[::]')
    const { data } = workload(plan, 'wasmcloud:manifest:hello').volumes[0]!
    assert.match(data!['hello.json']!, '"address": "[::]:8080"')
    assert.not.match(data!['hello.json']!, '0.0.0.0')
    assert.equal(workload(plan, 'wasmcloud:nats').main.args!.slice(-2), ['--addr', '::'])
    assert.is(valuesOf(workload(plan, 'wasmcloud:wadm'))['WADM_HTTP_ADMIN'], '[::]:8081')
    assert.is(valuesOf(workload(plan, 'wasmcloud:host:eu'))['WASMCLOUD_HTTP_ADMIN'], '[::]:8900')
  },
  'NATS keeps its files in a volume that one server has at a time, or in none': () => {
    const nats = (storage: string) => workload(contained(wasmLattice, { 'nats-storage': storage }).plan, 'wasmcloud:nats')
    assert.equal([nats('volume').volumes.map(({ kind }) => kind), nats('volume').updateStrategy], [['claim'], { type: 'Recreate' }])
    assert.ok(contained(wasmLattice, { 'nats-storage': 'ephemeral' }).said.includes('target/ephemeral-nats'), 'what is lost is said')
    assert.equal([nats('ephemeral').volumes, nats('ephemeral').updateStrategy, nats('ephemeral').main.mounts], [[], undefined, []])
  },
  'a gateway leads a path to one place, and the option gives others a name': () => {
    const routesOf = (outside: 'none' | 'gateway' | 'names', options = {}) => {
      const { plan, said } = contained(wasmLattice, options, '0.0.0.0', outside)
      return [workload(plan, 'wasmcloud:host:eu').routes.map(({ host, path, port }) => [host, path, port]), said]
    }
    assert.equal(routesOf('none'), [[], []])
    assert.equal(routesOf('gateway'), [[[undefined, '/', 8080]], ['target/one-place']])
    assert.equal(routesOf('gateway', { 'wasm-hosts': 'eu:8081=settings.example.com' }), [
      [
        [undefined, '/', 8080],
        ['settings.example.com', '/', 8081],
      ],
      [],
    ])
    assert.equal(routesOf('gateway', { 'wasm-hosts': 'europe=a.example.com' })[1], ['target/wasm-hosts', 'target/one-place'])
  },
  'with NATS and wadm of others the manifests alone are handed over': () => {
    const { plan, said } = contained(
      { 'hello.yaml': wasmLattice['hello.yaml'], 'platform.yaml': wasmLattice['platform.yaml'] },
      {
        substrate: 'none',
        'nats-url': 'nats://nats.example.internal:4333',
      },
    )
    assert.equal(
      workloadsOf(plan).map(({ id }) => id),
      ['wasmcloud:manifest:hello', 'wasmcloud:manifest:zone-platform'],
    )
    const { NATS_HOST, NATS_PORT } = valuesOf(workload(plan, 'wasmcloud:manifest:hello'))
    assert.equal([NATS_HOST, NATS_PORT], ['nats.example.internal', '4333'])
    assert.equal(said, [])
    assert.ok(
      contained(
        { 'hello.yaml': wasmLattice['hello.yaml'], 'platform.yaml': wasmLattice['platform.yaml'] },
        { substrate: 'none' },
      ).said.includes('target/no-nats-url'),
    )
  },
  'the size of hosts is an option': () => {
    const resources = (options: Readonly<Record<string, string>>) =>
      workload(contained(wasmLattice, options).plan, 'wasmcloud:host:eu').main.resources
    assert.equal(resources({}), { cpu: { request: 500 }, memory: { request: 1024, limit: 1024 } })
    assert.equal(resources({ 'host-cpu': '2', 'host-memory': '512Mi' }), { cpu: { request: 2000 }, memory: { request: 512, limit: 512 } })
    assert.equal(contained(wasmLattice, { 'host-cpu': 'much' }).said, ['target/host-size'])
  },
  'a link to a component whose hosts nobody knows is refused': () => {
    const options = { substrate: 'none', 'nats-url': 'nats://a' }
    assert.equal(contained(wasmLattice, options).said, ['target/unknown-hosts'])
  },
  'a label that is no name of a variable is an argument': () => {
    const text = wasmLattice['platform.yaml'].replaceAll('zone: eu', '"topology.kubernetes.io/zone": eu')
    const { args, env } = workload(contained({ 'platform.yaml': text }).plan, 'wasmcloud:host:eu').main
    assert.equal(args, ['--label', 'topology.kubernetes.io/zone=eu'])
    assert.equal(
      env.filter(({ name }) => name.startsWith('WASMCLOUD_LABEL')),
      [],
    )
  },
  'a Spin application is the Spin CLI, with its variables, plugins and credentials': () => {
    const text = `
      image: ghcr.io/acme/shop:1
      components: [one, two]
      imagePullSecrets: [registry]
      variables: [{name: greeting, value: hi}]
      triggers: [{type: http}, {type: mqtt, address: "mqtt://a", qos: 0, topic: t}]`
    const { main, initContainers, volumes, imagePullSecrets } = workload(contained({ 'shop.yaml': spin(text) }).plan, 'shop/web')
    assert.equal(main.args, ['up', '--from', 'ghcr.io/acme/shop:1', '--component-id', 'one', '--component-id', 'two'])
    assert.equal(valuesOf({ main }), {
      SPIN_HTTP_LISTEN_ADDR: '0.0.0.0:80',
      SPIN_DATA_DIR: '/spin-data',
      DOCKER_CONFIG: '/registry-login',
      SPIN_VARIABLE_GREETING: 'hi',
    })
    assert.equal(
      initContainers.map(({ image, args }) => [image, args?.slice(0, 4), args?.[4]?.split('/').at(-1)]),
      [[main.image, ['plugins', 'install', '--yes', '--url'], 'trigger-mqtt.json']],
    )
    assert.equal(
      volumes.map(({ name, kind, source }) => [name, kind, source]),
      [
        ['registry-login', 'secret', 'registry'],
        ['spin-data', 'empty', undefined],
      ],
    )
    assert.equal(imagePullSecrets, [])
    assert.equal(workload(contained({ 'shop.yaml': spin(text) }, { 'spin-plugins': 'image' }).plan, 'shop/web').initContainers, [])
  },
  'what a command starts runs to its end': () => {
    const { work, main } = workload(
      contained({ 'shop.yaml': spin('{image: i:1, triggers: [{type: command, cmd: [migrate, --all]}]}') }).plan,
      'shop/web',
    )
    assert.equal([work, main.args?.slice(-3)], ['task', ['--', 'migrate', '--all']])
  },
  'a runtime configuration without secrets is a file': () => {
    const text = '{image: i:1, runtimeConfig: {keyValueStores: [{name: default, type: redis, options: [{name: url, value: "redis://a"}]}]}}'
    const { volumes, main } = workload(contained({ 'shop.yaml': spin(text) }).plan, 'shop/web')
    assert.equal(parseToml(volumes[0]!.data!['runtime-config.toml']!), {
      key_value_store: { default: { type: 'redis', url: 'redis://a' } },
    })
    assert.equal(main.args?.slice(-2), ['--runtime-config-file', '/runtime-config/runtime-config.toml'])
  },
  'a secret in a runtime configuration arrives byte for byte, whatever it is': () => {
    const text =
      '{image: i:1, runtimeConfig: {keyValueStores: [{name: default, type: redis, options: [{name: url, valueFrom: {secretKeyRef: {name: a, key: b}}}]}]}}'
    const { initContainers } = workload(contained({ 'shop.yaml': spin(text) }).plan, 'shop/web')
    const { command = [], env } = initContainers[0]!
    assert.equal(env.find(({ name }) => name === 'VALUE_0')?.secret, { name: 'a', key: 'b' })
    const folder = temporary({ 'here.txt': '' })
    const [program = '', ...args] = command.map((word) => word.replaceAll('/runtime-config/', `${folder}/`))
    const known = Object.fromEntries(env.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])))
    // each is a process of its own: every third is enough
    for (const value of awkwardTexts.filter((candidate, index) => index % 3 === 0 && isToml(candidate))) {
      const { status, stderr } = spawnSync(program, args, {
        env: { PATH: process.env['PATH'], ...known, VALUE_0: value },
        encoding: 'utf8',
      })
      assert.is(status, 0, stderr)
      const read = parseToml(readFileSync(join(folder, 'runtime-config.toml'), 'utf8'))
      assert.equal(read, { key_value_store: { default: { type: 'redis', url: value } } })
    }
  },
})

interface Manifest {
  readonly name: string
  readonly properties: { readonly config?: { readonly properties: Record<string, string> }[] }
}

/** Reads TOML as plain objects. */
function parseToml(text: string): unknown {
  return JSON.parse(JSON.stringify(parse(text)))
}

/** Control characters have no place in TOML but as escapes, and in no secret that a text of configuration holds. */
function isToml(text: string): boolean {
  return !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text)
}

/** Gives a lattice as containers, addresses as `<id>:<port>`, and the codes of what is said of it. */
function contained(
  files: Readonly<Record<string, string>>,
  options: Readonly<Record<string, string>> = {},
  everywhere: '0.0.0.0' | '[::]' = '0.0.0.0',
  outside: 'none' | 'gateway' | 'names' = 'none',
): { readonly plan: Plan; readonly said: readonly string[] } {
  const sources = Object.entries(files).map(([path, text]) => ({
    path,
    text: text.replaceAll('file://./', 'ghcr.io/acme/').replaceAll('.wasm"', ':1"'),
  }))
  const { plan: traced, diagnostics } = compile(sources, { plan: true, cwd: '/' })
  assert.equal(
    diagnostics.filter(({ severity }) => severity === 'error'),
    [],
  )
  const said: string[] = []
  const context: EmitContext = {
    target: 'ecs',
    options: { ...Object.fromEntries(Object.entries(ecs.options).map(([name, option]) => [name, option.default])), ...options },
    unsupported: (feature) => void said.push(feature),
    fault: ({ code }) => void said.push(code),
    outside: () => {},
    spokenOf: () => {},
    isSaid: () => true,
    standsFor: () => {},
    relative: (_, path) => path,
    sourceOf: () => '',
    prose: () => '',
    script: () => '',
  }
  const textOf = (_from: Workload, parts: readonly Part[]): string =>
    parts
      .map((part) => ('text' in part ? part.text : part.address === 'url' ? `${part.scheme}://<${part.to}>:${part.port}` : `<${part.to}>`))
      .join('')
  return {
    plan: asContainers(traced!.plan, context, {
      lattice: 'lattice',
      everywhere,
      probes: ['livenessProbe'],
      outside,
      published: '',
      textOf,
    }),
    said,
  }
}

function workloadsOf({ applications }: Plan): readonly Workload[] {
  return applications.flatMap(({ workloads }) => workloads)
}

function workload(plan: Plan, id: string): ContainerWorkload {
  const found = workloadsOf(plan).find((one) => one.id === id)
  assert.is(found?.kind, 'container', `${id} of ${workloadsOf(plan).map((one) => one.id)}`)
  return found as ContainerWorkload
}

function valuesOf({ main }: Pick<ContainerWorkload, 'main'>): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(main.env.map(({ name, value }) => [name, value]))
}

function spin(properties: string): string {
  return `apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: {name: shop}\nspec:\n  components:\n    - name: web\n      type: spin\n      properties: ${properties.replace(/\n/g, '\n    ')}\n`
}
