import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { parse } from 'yaml'
import { conformance, readTree, run, skip, temporary, tests } from '../harness.js'
import { objectsOf } from '../kube/objects-of.js'
import type { Read } from '../targets/kubernetes/rendered.js'
import { type DockerCluster, startCluster } from './docker-cluster.js'
import { type Engine, startEngine } from './engine.js'
import { hasWasmcloud } from './has-wasmcloud.js'
import { bodyOf, httpRequest } from './http-request.js'
import { pushComponent } from './push-component.js'
import { type Registry, startRegistry } from './registry.js'
import { waitFor } from './wait-for.js'
import { lost, wasmLattice } from './wasm-lattice.js'

/*
 * The substrate that mc writes for Kubernetes with a real wadm and real wasmCloud hosts: its pods run as containers with the rights that they have on a cluster,
 * side by side as there, and what is to wait waits. Components come from a registry.
 */
const engine = startEngine()
const components = conformance('engines/components')

if (typeof engine === 'string') skip('Wasm on Kubernetes', engine)
else if (components === undefined) skip('Wasm on Kubernetes', 'no component to run is beside the repository', true)
else if (!(await hasWasmcloud(engine))) skip('Wasm on Kubernetes', 'the engine has no images of wadm and wasmCloud', true)
else tests('Wasm on Kubernetes', lattice(engine, components))

function lattice(engine: Engine, components: string) {
  let cluster: DockerCluster
  let registry: Registry
  let objects: readonly Read[]
  let folder: string
  const jobs = (): readonly Read[] => objects.filter(({ kind }) => kind === 'Job')
  const jobOf = (application: string): Read => jobs().find(({ metadata }) => metadata.labels['app.kubernetes.io/part-of'] === application)
  /** Runs all Jobs side by side and gives what they say, by application. */
  const deploy = async (): Promise<Record<string, string>> => {
    const said = await Promise.all(
      jobs().map(async (job) => {
        const { code, stdout, stderr } = await cluster.runJob(objects, job)
        assert.is(code, 0, stdout + stderr)
        return [job.metadata.labels['app.kubernetes.io/part-of'], stdout.trim()] as const
      }),
    )
    return Object.fromEntries(said)
  }
  /** What an address answers, once it does: wadm says `deployed` before that. */
  const answer = (host: string, port: number, path: string): Promise<string> => {
    const ask = async (): Promise<string> => bodyOf((await cluster.ask(...httpRequest(host, port, path))).stdout)
    return waitFor(ask, (text) => text !== '', 60)
  }
  const models = async (): Promise<string[]> => {
    const [list] = (await cluster.askNats('wasmcloud-nats', 'wadm.api.lattice.model.get')) as { models: { name: string }[] }[]
    return list!.models.map(({ name }) => name).sort()
  }
  const inventory = async (): Promise<string> => {
    const hosts = (await cluster.askNats('wasmcloud-nats', 'wasmbus.ctl.v1.lattice.host.ping')) as { response: { id: string } }[]
    const told = hosts.map(async ({ response }) => {
      const [inventory] = await cluster.askNats('wasmcloud-nats', `wasmbus.ctl.v1.lattice.host.get.${response.id}`)
      const { labels, components, providers } = (inventory as { response: Read }).response
      return JSON.stringify([
        labels.zone,
        components.map(({ id, max_instances }: Read) => [id, max_instances]).sort(),
        providers.map(({ id }: Read) => id).sort(),
      ])
    })
    return (await Promise.all(told)).sort().join('\n')
  }

  return {
    'everything starts at once, and ends with every manifest deployed, what others share first': async () => {
      cluster = await startCluster(engine)
      registry = await startRegistry(cluster.gateway)
      const images = {
        'file://./hello.wasm': await pushComponent(registry.address, 'hello', join(components, 'hello.wasm')),
        'file://./config.wasm': await pushComponent(registry.address, 'config', join(components, 'config.wasm')),
      }
      const files = Object.entries({ ...wasmLattice, 'lost.yaml': lost }).map(([name, text]) => [
        `${name === 'lost.yaml' ? 'lost' : 'apps'}/${name}`,
        Object.entries(images).reduce((changed, [from, to]) => changed.replaceAll(from, to), text),
      ])
      folder = temporary(Object.fromEntries(files))
      objects = await rendered(folder, 'apps', registry.address)
      const [said] = await Promise.all([deploy(), cluster.start(objects.filter(({ metadata }) => metadata.name !== 'settings-asker'))])
      assert.equal(Object.fromEntries(Object.entries(said).map(([name, text]) => [name, text.split('\n').at(-1)])), {
        'zone-platform': 'zone-platform is deployed',
        hello: 'hello is deployed',
        settings: 'settings is deployed',
      })
      assert.equal(await models(), ['hello', 'settings', 'zone-platform'])
    },
    'instances stand on the hosts whose labels the spread names': async () =>
      assert.equal((await inventory()).split('\n'), [
        JSON.stringify([
          'eu',
          [
            ['hello-hello', 7],
            ['settings-settings', 1],
          ],
          ['zone_platform-http'],
        ]),
        JSON.stringify(['us', [['hello-hello', 3]], []]),
      ]),
    'the Service of a component leads to it': async () => {
      assert.is(await answer('hello', 8080, '/world'), 'hello /world\n')
      assert.is(await answer('settings', 8081, '/greeting'), 'Grüße, $5 {{ you }}\n')
    },
    'a component has the address of a container, and its host reaches it': async () => {
      const host = (await answer('settings', 8081, '/CONNECTION_CACHE_HOST')).trim()
      const { stdout } = await cluster.ask('sh', '-c', `printf 'PING\\r\\n' | nc -w 3 ${host} 6379`)
      assert.match(stdout, '+PONG')
    },
    'a second run changes nothing': async () => {
      const before = await inventory()
      const said = await deploy()
      assert.equal(said, Object.fromEntries(['hello', 'settings', 'zone-platform'].map((name) => [name, `${name} is deployed, as before`])))
      assert.is(await inventory(), before)
    },
    'a manifest of the same version with other content takes its place': async () => {
      const changed = objects.map((object) =>
        isManifest(object, 'hello') ? withText(object, '"instances": 10', '"instances": 20') : object,
      )
      const { code, stdout, stderr } = await cluster.runJob(changed, jobOf('hello'))
      assert.equal([code, stdout.trim().split('\n').at(-1)], [0, 'hello is deployed'], stderr)
      assert.match(await inventory(), '["hello-hello",14]')
      await cluster.runJob(objects, jobOf('hello'))
      assert.match(await inventory(), '["hello-hello",7]')
    },
    'the end of one application takes it away from wadm, and nothing else': async () => {
      const undeploy = await undeployJob(engine, folder, registry.address, 'hello')
      const { code, stdout, stderr } = await cluster.runJob(objects, undeploy)
      assert.equal([code, stdout.trim()], [0, 'hello is deleted'], stderr)
      assert.equal(await models(), ['settings', 'zone-platform'])
      await waitFor(inventory, (text) => !text.includes('hello-hello'), 30)
      assert.is((await cluster.runJob(objects, undeploy)).code, 0, 'also where it is gone already')
      await cluster.runJob(objects, jobOf('hello'))
      assert.equal(await models(), ['hello', 'settings', 'zone-platform'], 'and it comes back')
    },
    'what wadm cannot deploy fails in its own words': async () => {
      const broken = await rendered(folder, 'lost', registry.address)
      const job = broken.find(({ kind }) => kind === 'Job')
      const { code, stderr } = await cluster.runJob(broken, job, { HOPELESS: '5' })
      assert.is(code, 1)
      assert.match(stderr, /lost is not deployed after \d+ s; wadm says: failed: .+/)
    },
    'the end leaves nothing': async () => {
      await cluster.stop()
      await registry.stop()
      assert.is((await cluster.docker('ps', '--all', '--quiet', '--filter', `name=mc-kube-${process.pid}`)).stdout, '')
    },
  }
}

async function rendered(folder: string, path: string, registry: string): Promise<readonly Read[]> {
  const { code, stderr } = await run(
    ['render', path, '-t', 'kubernetes', '-o', `out-${path}`, '--set', `kubernetes.oci-insecure=${registry}`],
    { cwd: folder },
  )
  assert.is(code, 0, stderr)
  return objectsOf(readTree(join(folder, `out-${path}`, 'kubernetes')))
}

function isManifest({ kind, metadata }: Read, application: string): boolean {
  return kind === 'ConfigMap' && metadata.name === `${application}-wadm-manifest`
}

/** Gives a ConfigMap with another text in its manifest. */
function withText(object: Read, from: string, to: string): Read {
  const text = object.data['manifest.json'].replace(from, to)
  assert.is.not(text, object.data['manifest.json'])
  return { ...object, data: { ...object.data, 'manifest.json': text } }
}

/** Gives the Job that a chart runs before it is uninstalled. */
async function undeployJob({ env }: Engine, folder: string, registry: string, application: string): Promise<Read> {
  const { code, stderr } = await run(['render', 'apps', '-t', 'helm', '-o', 'charts', '--set', `helm.oci-insecure=${registry}`], {
    cwd: folder,
  })
  assert.is(code, 0, stderr)
  const template = [
    'template',
    'release',
    join(folder, 'charts', 'helm', application),
    '--show-only',
    'templates/wadm-manifest/job-pre-delete.yaml',
  ]
  const { stdout, stderr: words } = spawnSync('helm', template, { env: { ...env }, encoding: 'utf8' })
  assert.is.not(stdout, '', words)
  return parse(stdout)
}
