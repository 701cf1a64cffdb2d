import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { conformance, run, skip, temporary, tests, writeTree } from '../harness.js'
import { askNats } from './ask-nats.js'
import { type ComposeProject, render } from './compose-project.js'
import { type Engine, startEngine } from './engine.js'
import { hasWasmcloud } from './has-wasmcloud.js'
import { waitFor } from './wait-for.js'
import { lost, wasmLattice } from './wasm-lattice.js'

/*
 * The substrate of Wasm workloads with a real wadm and real wasmCloud hosts: two zones, a shared HTTP server, components and containers that know each other.
 * The images take a quarter of an hour to build where no registry answers, so this test runs only where the engine has them.
 */
const engine = startEngine()
const components = conformance('engines/components')

if (typeof engine === 'string') skip('Wasm on Compose', engine)
else if (components === undefined) skip('Wasm on Compose', 'no component to run is beside the repository', true)
else if (!(await hasWasmcloud(engine))) skip('Wasm on Compose', 'the engine has no images of wadm and wasmCloud', true)
else {
  let project: ComposeProject
  /** Everything that a started lattice must be asked; each case goes on with what the one before left. */
  const lattice = 'lattice'
  tests('Wasm on Compose', {
    'one start ends with every manifest deployed': async () => {
      project = await renderAt(engine, wasmLattice)
      await project.up()
      for (const name of ['zone-platform', 'hello', 'settings']) assert.is((await statusOf(project, name)).type, 'deployed', name)
      const said = await project.must('logs', '--no-log-prefix', 'manifests')
      assert.equal(
        said.match(/^.* is deployed.*$/gm),
        ['zone-platform is deployed', 'hello is deployed', 'settings is deployed'],
        'what others share comes first',
      )
    },
    'one HTTP server answers for two applications': async () => {
      assert.is(await answerOf(project, 8080, '/world'), 'hello /world\n')
      assert.is(await answerOf(project, 8081, '/nothing'), '(none)\n')
    },
    'configuration of the manifest arrives': async () => assert.is(await answerOf(project, 8081, '/greeting'), 'Grüße, $5 {{ you }}\n'),
    'instances stand on the hosts that the spread names': async () => {
      const hosts = await inventory(project)
      const at = (zone: string) => hosts.filter(({ labels }) => labels['zone'] === zone)
      assert.equal([hosts.length, at('eu').length, at('us').length], [2, 1, 1])
      const count = (zone: string, id: string): number =>
        at(zone)
          .flatMap((host) => host.components)
          .filter((component) => component.id === id)
          .reduce((sum, { max_instances }) => sum + max_instances, 0)
      assert.equal([count('eu', 'hello-hello'), count('us', 'hello-hello')], [7, 3])
      assert.equal([count('eu', 'settings-settings'), count('us', 'settings-settings')], [1, 0])
      assert.equal(
        ['eu', 'us'].map((zone) => at(zone).flatMap(({ providers }) => providers.map(({ id }) => id))),
        [['zone_platform-http'], []],
      )
    },
    'a container reaches a component by its link': async () => {
      const asked = await waitFor(
        () => project.must('logs', '--no-log-prefix', 'settings-asker'),
        (text) => text.includes('asked:'),
        20,
      )
      assert.match(asked, 'asked: Grüße, $5 {{ you }}')
    },
    'a component has the address of a container, and its host reaches it': async () => {
      assert.is(await answerOf(project, 8081, '/address'), 'redis://settings-cache:6379/1\n')
      const host = (await answerOf(project, 8081, '/CONNECTION_CACHE_HOST')).trim()
      const port = (await answerOf(project, 8081, '/CONNECTION_CACHE_PORT')).trim()
      const address = await project.must(
        'exec',
        '-T',
        'settings-asker',
        'node',
        '-p',
        `require('dns').lookup('${host}', (_, ip) => console.log(ip)), ''`,
      )
      const talk = 'printf \'PING\\r\\n\'; read -r answer; echo "$answer" >&2'
      const asked = await project.compose(
        'exec',
        '-T',
        'wasmcloud.eu',
        '/.mc/bin/nc',
        address.trim(),
        port,
        '-e',
        '/.mc/bin/sh',
        '-c',
        talk,
      )
      assert.match(asked.stderr, '+PONG')
    },
    'a second start changes nothing': async () => {
      const before = await inventory(project)
      const containers = await project.must('ps', '--quiet')
      await project.up()
      assert.equal(await inventory(project), before, 'the same instances on the same hosts')
      assert.is(await project.must('ps', '--quiet'), containers)
      const said = await project.must('logs', '--no-log-prefix', 'manifests')
      assert.equal(
        said.match(/^.* is deployed.*$/gm)?.slice(3),
        ['zone-platform', 'hello', 'settings'].map((name) => `${name} is deployed, as before`),
      )
    },
    'hosts that were killed are replaced by new ones, of which wadm learns at once': async () => {
      await project.must('kill', '--signal', 'KILL', 'wasmcloud.eu', 'wasmcloud.us')
      await project.up()
      const started = Date.now()
      assert.is(await answerOf(project, 8080, '/again'), 'hello /again\n')
      // its own look after hosts would come a minute later
      assert.ok(Date.now() - started < 20_000)
    },
    'an application that is no longer there is deleted, and the others stay': async () => {
      const folder = join(project.out, '..', '..')
      rmSync(join(folder, 'wasm', 'hello.yaml'))
      assert.is((await run(['render', 'wasm', '-t', 'compose', '-o', 'out'], { cwd: folder })).code, 0)
      await project.up()
      const [answer] = (await askNats(project, `wadm.api.${lattice}.model.get`)) as { models: { name: string }[] }[]
      assert.equal(answer!.models.map(({ name }) => name).sort(), ['settings', 'zone-platform'])
      assert.is(await answerOf(project, 8081, '/greeting'), 'Grüße, $5 {{ you }}\n')
    },
    'the end leaves nothing': async () => {
      await project.down()
      assert.is(await project.must('ps', '--all', '--quiet'), '')
    },
    'what wadm cannot deploy fails the start in its own words': async () => {
      const broken = await renderAt(engine, { 'lost.yaml': lost })
      try {
        const { code, stdout, stderr } = await broken.compose('up', '--detach', '--wait', '--wait-timeout', '120', '--pull', 'never')
        assert.is.not(code, 0, stdout)
        assert.match(stderr, /manifests.* didn't complete successfully: exit 1/)
        assert.match(
          (await broken.compose('logs', '--no-log-prefix', 'manifests')).stdout,
          /lost is not deployed after \d+ s; wadm says: failed: .+/,
        )
      } finally {
        await broken.down()
      }
    },
  })

  interface Host {
    readonly labels: Readonly<Record<string, string>>
    readonly components: readonly { readonly id: string; readonly max_instances: number }[]
    readonly providers: readonly { readonly id: string }[]
  }

  /** Asks every host what it runs, in an order that does not change. */
  async function inventory(of: ComposeProject): Promise<readonly Host[]> {
    const pinged = (await askNats(of, `wasmbus.ctl.v1.${lattice}.host.ping`)) as { response: { id: string } }[]
    const ids = pinged.map(({ response }) => response.id).sort()
    const answers = await Promise.all(ids.map((id) => askNats(of, `wasmbus.ctl.v1.${lattice}.host.get.${id}`)))
    return answers.map(([answer]) => {
      const { labels, components, providers } = (answer as { response: Host }).response
      return {
        labels,
        components: components.map(({ id, max_instances }) => ({ id, max_instances })).sort(byId),
        providers: providers.map(({ id }) => ({ id })).sort(byId),
      }
    })
  }
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1
}

async function renderAt(engine: Engine, manifests: Readonly<Record<string, string>>): Promise<ComposeProject> {
  const folder = temporary()
  mkdirSync(join(folder, 'wasm'))
  writeTree(join(folder, 'wasm'), manifests)
  for (const name of ['hello.wasm', 'config.wasm']) cpSync(join(components ?? '', name), join(folder, 'wasm', name))
  return render(engine, folder, 'wasm')
}

/** Asks wadm itself. */
async function statusOf(project: ComposeProject, name: string): Promise<{ readonly type: string }> {
  const [answer] = (await askNats(project, `wadm.api.lattice.model.status.${name}`)) as { status: { status: { type: string } } }[]
  return answer!.status.status
}

/** Asks the shared HTTP server; a request that is never answered must neither hang nor let the process end. */
async function answerOf(project: ComposeProject, port: number, path: string): Promise<string> {
  const url = await project.urlOf('wasmcloud.eu', port)
  const ask = async (): Promise<string> => {
    const silence = new Promise<string>((resolve) => setTimeout(resolve, 3000, ''))
    return Promise.race([
      silence,
      fetch(`${url}${path}`).then(
        (answer) => answer.text(),
        () => '',
      ),
    ])
  }
  return waitFor(ask, (answer) => answer !== '', 30)
}
