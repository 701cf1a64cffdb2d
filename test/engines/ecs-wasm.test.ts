import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { conformance, readTree, run, skip, temporary, tests } from '../harness.js'
import type { Read } from '../targets/kubernetes/rendered.js'
import { type EcsOnDocker, startEcs } from './ecs-on-docker.js'
import { type Engine, startEngine } from './engine.js'
import { hasWasmcloud } from './has-wasmcloud.js'
import { bodyOf, httpRequest } from './http-request.js'
import { pushComponent } from './push-component.js'
import { type Registry, startRegistry } from './registry.js'
import { waitFor } from './wait-for.js'
import { lost, wasmLattice } from './wasm-lattice.js'

/*
 * The task definitions that mc writes for what Wasm workloads run on, with a real wadm and real wasmCloud hosts: their containers run with the very commands,
 * environment and volumes under Docker, and components come from a registry.
 */
const engine = startEngine()
const components = conformance('engines/components')

if (typeof engine === 'string') skip('Wasm on ECS', engine)
else if (components === undefined) skip('Wasm on ECS', 'no component to run is beside the repository', true)
else if (!(await hasWasmcloud(engine))) skip('Wasm on ECS', 'the engine has no images of wadm and wasmCloud', true)
else tests('Wasm on ECS', lattice(engine, components))

function lattice(engine: Engine, components: string) {
  let ecs: EcsOnDocker
  let registry: Registry
  let folder: string
  let units: ReadonlyMap<string, Read>
  const handOver = (application: string, command?: readonly string[], env?: Readonly<Record<string, string>>) =>
    ecs.runTask(units.get(`${application}-wadm-manifest`), command, env)
  /** What an address answers, once it does: wadm says `deployed` before that. */
  const answer = (host: string, port: number, path: string): Promise<string> => {
    const ask = async (): Promise<string> => bodyOf((await ecs.ask(...httpRequest(host, port, path))).stdout)
    return waitFor(ask, (text) => text !== '', 60)
  }
  const models = async (): Promise<string[]> => {
    const [list] = (await ecs.askNats('wasmcloud-nats', 'wadm.api.lattice.model.get')) as { models: { name: string }[] }[]
    return list!.models.map(({ name }) => name).sort()
  }

  return {
    'wave by wave everything starts, and ends with every manifest deployed': async () => {
      ecs = await startEcs(engine, 'lattice')
      registry = await startRegistry(ecs.gateway)
      const images = {
        'file://./hello.wasm': await pushComponent(registry.address, 'hello', join(components, 'hello.wasm')),
        'file://./config.wasm': await pushComponent(registry.address, 'config', join(components, 'config.wasm')),
      }
      const files = Object.entries({ ...wasmLattice, 'lost.yaml': lost }).map(([name, text]) => [
        `${name === 'lost.yaml' ? 'lost' : 'apps'}/${name}`,
        Object.entries(images).reduce((changed, [from, to]) => changed.replaceAll(from, to), text),
      ])
      folder = temporary(Object.fromEntries(files))
      units = await rendered(folder, 'apps', registry.address)
      for (const name of ['wasmcloud-nats', 'settings-cache', 'wasmcloud-wadm', 'wasmcloud-host-eu', 'wasmcloud-host-us'])
        await ecs.start(units.get(name))
      for (const application of ['zone-platform', 'hello', 'settings']) {
        const { code, stdout, stderr } = await handOver(application)
        assert.equal([code, stdout.trim().split('\n').at(-1)], [0, `${application} is deployed`], stderr)
      }
      assert.equal(await models(), ['hello', 'settings', 'zone-platform'])
    },
    'the name of the hosts leads to a component': async () => {
      assert.is(await answer('wasmcloud-host-eu', 8081, '/greeting'), 'Grüße, $5 {{ you }}\n')
    },
    'a container reaches a component by its link': async () => {
      await ecs.start(units.get('settings-asker'))
      const asked = await waitFor(
        () => ecs.logsOf('settings-asker', 'asker'),
        (text) => text.includes('asked:'),
        30,
      )
      assert.match(asked, 'asked: Grüße, $5 {{ you }}')
    },
    'a component has the address of a container, and its host reaches it': async () => {
      const host = (await answer('wasmcloud-host-eu', 8081, '/CONNECTION_CACHE_HOST')).trim()
      const { stdout } = await ecs.ask('sh', '-c', `printf 'PING\\r\\n' | nc -w 3 ${host} 6379`)
      assert.match(stdout, '+PONG')
    },
    'a second run changes nothing': async () => {
      for (const application of ['zone-platform', 'hello', 'settings']) {
        const { code, stdout } = await handOver(application)
        assert.equal([code, stdout.trim()], [0, `${application} is deployed, as before`])
      }
    },
    'the run that takes an application back does so, also where it is gone already': async () => {
      for (let time = 0; time < 2; time++) {
        const { code, stdout, stderr } = await handOver('hello', ['undeploy', 'hello'])
        assert.equal([code, stdout.trim()], [0, 'hello is deleted'], stderr)
      }
      assert.equal(await models(), ['settings', 'zone-platform'])
    },
    'what wadm cannot deploy fails in its own words': async () => {
      const broken = await rendered(folder, 'lost', registry.address)
      const { code, stderr } = await ecs.runTask(broken.get('lost-wadm-manifest'), undefined, { HOPELESS: '5' })
      assert.is(code, 1)
      assert.match(stderr, /lost is not deployed after \d+ s; wadm says: failed: .+/)
    },
    'the end leaves nothing': async () => {
      await ecs.stop()
      await registry.stop()
      assert.is((await ecs.docker('ps', '--all', '--quiet', '--filter', `name=mc-ecs-${process.pid}`)).stdout, '')
    },
  }
}

/** Gives the requests of each unit by its name: `taskdef`, `service`. */
async function rendered(folder: string, path: string, registry: string): Promise<ReadonlyMap<string, Read>> {
  const options = [`ecs.oci-insecure=${registry}`, 'ecs.tools-image=busybox:1']
  const { code, stderr } = await run(
    ['render', path, '-t', 'ecs', '-o', `out-${path}`, ...options.flatMap((option) => ['--set', option])],
    { cwd: folder },
  )
  assert.is(code, 0, stderr)
  const units = new Map<string, Record<string, Read>>()
  for (const [file, text] of Object.entries(readTree(join(folder, `out-${path}`, 'ecs')))) {
    const [, unit, request] = /^[^/]+\/([^/]+)\/([^/]+)\.json$/.exec(file) ?? []
    if (unit !== undefined && request !== undefined) units.set(unit, { ...units.get(unit), [request]: JSON.parse(text) })
  }
  return units
}
