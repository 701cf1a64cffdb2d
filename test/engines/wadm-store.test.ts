import { readdirSync, readFileSync } from 'node:fs'
import { get } from 'node:http'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { decide } from '../../src/lifecycle/decide.js'
import { openLine } from '../../src/store/wadm/ask-wadm.js'
import { openWadmStore, wadmStore } from '../../src/store/wadm/open-wadm-store.js'
import { conformance, type Ran, run, skip, temporary, tests } from '../harness.js'
import { assertFailure, storeConformance } from '../store/store-conformance.js'
import { surroundingsIn } from '../store/surroundings-in.js'
import { wadmCannot } from '../store/wadm/wadm-cannot.js'
import { findWadmPrograms, freePort, startWadmEngine, type WadmEngine } from './wadm-engine.js'
import { waitFor } from './wait-for.js'

/*
 * The commands of the lattice against a running wadm 0.21 with real wasmCloud hosts: two applications share an HTTP server that a third one owns.
 * The programs take some ten minutes to build, so this test runs only where they are (wasmcloud.sh install).
 */
const paths = findWadmPrograms()
const components = conformance('engines/components')

if (typeof paths === 'string') skip('a lattice that wadm keeps', paths, true)
else if (components === undefined) skip('a lattice that wadm keeps', 'no component to run is beside the repository', true)
else {
  let engine: WadmEngine
  const cwd = temporary()
  const ports = { hello: 0, settings: 0 }

  /** Runs `mc <line>` on a lattice of the engine. */
  const mc = (lattice: string, line: string, files: Readonly<Record<string, string>> = {}): Promise<Ran> =>
    run([...line.split(' '), '--lattice', `wadm://${engine.server}/${lattice}`], { cwd, files, env: { USER: 'ann' } })
  const must = async (...args: Parameters<typeof mc>): Promise<Ran> => {
    const ran = await mc(...args)
    assert.is(ran.code, 0, `mc ${args[1]}: ${ran.stderr}`)
    return ran
  }
  const versionsOf = async (lattice: string, name: string): Promise<string[]> => {
    const { versions } = (await engine.ask(lattice, `versions.${name}`)) as { versions: { version: string; deployed: boolean }[] }
    return versions.map(({ version, deployed }) => (deployed ? `${version} deployed` : version))
  }

  tests('a lattice that wadm keeps', {
    starts: async () => {
      ports.hello = await freePort()
      ports.settings = await freePort()
      engine = await startWadmEngine(paths)
      await engine.startHost('story', { zone: 'eu' })
    },
    'three applications are put in any order and deployed as one act': async () => {
      const { stderr } = await must('story', 'put story/hello.yaml story/settings.yaml story/platform.yaml', storyFiles(components, ports))
      assert.match(stderr, /put into wadm:\/\/127\.0\.0\.1:\d+\/story: 3 created/)
      const deployed = await must('story', 'deploy hello settings zone-platform')
      assert.match(deployed.stderr, '`hello`: wadm says deployed')
      await served('hello', '/world', 'hello /world\n')
      await served('settings', '/greeting', 'good day\n')
      assert.equal(await versionsOf('story', 'zone-platform'), ['v1 deployed'])
      assert.match((await must('story', 'list')).stdout, /^zone-platform +v1 +v1 +shared/m)
      const status = await must('story', 'status')
      assert.match(status.stdout, /zone-platform\/http|http/)
    },
    'what others need is not undeployed, and requests go on': async () => {
      const { code, stdout, stderr } = await mc('story', 'undeploy zone-platform')
      assert.is(code, 1)
      for (const name of ['hello', 'settings']) assert.match(stdout + stderr, name)
      assert.equal(await versionsOf('story', 'zone-platform'), ['v1 deployed'])
      assert.is(await answerOf(ports.hello, '/still'), 'hello /still\n')
    },
    'weakchild keeps the server that others need, without one request lost': async () => {
      const { stop } = keepAsking(ports.hello)
      const { stderr } = await must('story', 'undeploy zone-platform --strategy weakchild')
      assert.match(
        stderr,
        /wadm keeps no component without its application: `zone-platform` \(was v1\) now runs `http` of v1 alone, as version v1\+weakchild\.1/,
      )
      // hosts go on for a while after wadm has spoken
      await new Promise((done) => setTimeout(done, 2000))
      const { asked, lost } = await stop()
      assert.ok(asked > 20, `${asked} requests`)
      assert.is(lost, 0, `of ${asked} requests`)
      assert.equal(await versionsOf('story', 'zone-platform'), ['v1', 'v1+weakchild.1 deployed'])
      assert.is(await answerOf(ports.settings, '/greeting'), 'good day\n')
      const { manifest } = (await engine.ask('story', 'get.zone-platform')) as { manifest: { spec: { components: { name: string }[] } } }
      assert.equal(
        manifest.spec.components.map(({ name }) => name),
        ['http'],
      )
      assert.match((await must('story', 'list')).stdout, /^zone-platform +- +v1 +shared +http/m)
    },
    'when one of them goes the other is served on; with the last one it is collected': async () => {
      await must('story', 'undeploy hello')
      assert.is(await answerOf(ports.settings, '/greeting'), 'good day\n')
      assert.equal(await versionsOf('story', 'zone-platform'), ['v1', 'v1+weakchild.1 deployed'])
      await must('story', 'undeploy settings')
      assert.equal(await versionsOf('story', 'zone-platform'), ['v1'])
      await waitFor(
        () => ask(ports.settings, '/greeting'),
        (answer) => answer === '',
        20,
      )
    },
    'deployed again, undeployed destructively: nobody answers any more': async () => {
      await must('story', 'deploy zone-platform hello settings')
      await served('hello', '/again', 'hello /again\n')
      const refused = await mc('story', 'undeploy zone-platform --strategy destructive')
      assert.is(refused.code, 1)
      assert.is(await answerOf(ports.hello, '/again'), 'hello /again\n')
      await must('story', 'undeploy zone-platform --strategy destructive --yes')
      await waitFor(
        () => ask(ports.hello, '/again'),
        (answer) => answer === '',
        20,
      )
      assert.is((await mc('story', 'status')).code, 1, 'what hello needs is not there, although wadm calls hello deployed')
    },
    'what another client does is seen by mc, and the other way round': async () => {
      const foreign = application('foreign', 'f1', component('c', 'example.com/c:1'))
      await engine.ask('both', 'put', foreign)
      await engine.ask('both', 'put', foreign.replace('f1', 'f2'))
      await engine.ask('both', 'deploy.foreign', '{"version":"f1"}')
      assert.match((await must('both', 'list')).stdout, /^foreign +f1 +f2/m)
      assert.match((await must('both', 'get foreign@f1')).stdout, /version: f1\n/)
      await must('both', 'put mine.yaml', { 'mine.yaml': application('mine', 'm1', component('c', 'example.com/c:1')) })
      await must('both', 'deploy mine foreign')
      assert.equal(await versionsOf('both', 'mine'), ['m1 deployed'])
      assert.equal(await versionsOf('both', 'foreign'), ['f1', 'f2 deployed'])
      assert.match((await must('both', 'put mine.yaml')).stderr, 'nothing to do')
      const got = await must('both', 'get mine')
      assert.match((await must('both', 'put got.yaml', { 'got.yaml': got.stdout })).stderr, 'nothing to do')
      await must('both', 'undeploy mine foreign')
      await must('both', 'delete foreign')
      assert.is((await engine.ask('both', 'get.foreign'))['result'], 'notfound')
    },
    'a manifest without a version gets one': async () => {
      await must('ulid', 'put plain.yaml', { 'plain.yaml': application('plain', undefined, component('c', 'example.com/c:1')) })
      const [version] = await versionsOf('ulid', 'plain')
      assert.match(version!, /^[0-9A-Z]{26}$/)
      assert.match((await must('ulid', 'put plain.yaml')).stderr, 'nothing to do')
      assert.match((await must('ulid', 'history plain')).stdout, version!)
    },
    'what wadm cannot run is refused with the reason': async () => {
      const shop = `apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: {name: shop}\nspec: {components: [{name: web, type: webservice, properties: {image: nginx}}]}\n`
      const { code, stderr } = await mc('refused', 'put shop.yaml', { 'shop.yaml': shop })
      assert.is(code, 3)
      assert.match(stderr, 'it runs wasmCloud components and capability providers only, not `web` (webservice)')
      assert.equal((await engine.ask('refused', 'get'))['models'], [])
    },
    'every recorded manifest is put or refused, and wadm survives': async () => {
      const folder = conformance('conformance/wadm/edge')!
      const counts = { put: 0, refused: 0, deployed: 0 }
      for (const file of readdirSync(folder).filter((name) => name.endsWith('.yaml')))
        await tryOne(file, readFileSync(join(folder, file), 'utf8'), counts)
      assert.ok(engine.isWadmAlive())
      assert.ok(counts.put >= 30 && counts.refused >= 40, JSON.stringify(counts))
    },
    'the real manifests of others are put, deployed, shown and undeployed': async () => {
      const folder = conformance('corpus')!
      const counts = { put: 0, refused: 0, deployed: 0 }
      const files = readFileSync(join(folder, 'index.jsonl'), 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => (JSON.parse(line) as { file: string }).file)
      for (const file of files) await tryOne(file, readFileSync(join(folder, file), 'utf8'), counts)
      assert.ok(engine.isWadmAlive())
      assert.ok(counts.put >= 20 && counts.deployed >= 15, JSON.stringify(counts))
    },
    'what was shown is not done when somebody changed the lattice meanwhile': async () => {
      await must('shown', 'put story', storyFiles(components, ports))
      await must('shown', 'deploy zone-platform')
      const { stdout } = await must('shown', 'undeploy zone-platform --explain --format json')
      const { id } = (JSON.parse(stdout) as { decision: { id: string } }).decision
      await engine.ask('shown', 'deploy.hello', '{"version":"v1"}')
      const { code, stderr } = await mc('shown', `undeploy zone-platform --strategy destructive --yes --expect ${id}`)
      assert.is(code, 1, stderr)
      assert.equal(await versionsOf('shown', 'zone-platform'), ['v1 deployed'])
    },
    'wadm that stops in the middle leaves nothing unsaid, and the next run goes on': async () => {
      await must('middle', 'put story')
      const line = await openLine(`//${engine.server}/middle`, surroundingsIn(cwd, { timeLimit: 6000 }))
      let deploys = 0
      const store = wadmStore({
        ...line,
        ask(operation, body, contentType) {
          if (operation.startsWith('deploy.') && ++deploys === 2) engine.freezeWadm(true)
          return line.ask(operation, body, contentType)
        },
        patience: { left: line.left, sleep: async () => {} },
        tell: () => {},
      })
      const snapshot = await store.read()
      const versions = ['zone-platform', 'hello', 'settings'].map((application) => ({ application, version: 'v1' }))
      const { records } = decide(snapshot.records, { act: 'deploy', versions, strategy: 'non_destructive' })
      const change = new Map([...records].map(([name, record]) => [name, { record }]))
      await assertFailure(
        store.commit(snapshot, change),
        /wadm does not answer to `deploy\.hello`; it was asked to deploy `hello` v1, and whether it did is not known; done before that: deploy `zone-platform` v1; run the same command again/,
      )
      await store.close()
      engine.freezeWadm(false)
      await must('middle', 'deploy zone-platform hello settings')
      for (const name of ['zone-platform', 'hello', 'settings']) assert.equal(await versionsOf('middle', name), ['v1 deployed'])
    },
    'wadm that is not there is named, and nothing waits for it': async () => {
      await engine.killWadm()
      const { code, stderr } = await mc('both', 'list')
      assert.is(code, 3)
      assert.match(stderr, /^mc: wadm:\/\/127\.0\.0\.1:\d+\/both: no wadm /)
      await engine.startWadm()
      assert.match((await must('both', 'list')).stdout, 'mine')
    },
  })
  storeConformance('wadm', {
    open: (lattice) => openWadmStore(`//${engine.server}/${lattice}`, surroundingsIn(cwd)),
    cannot: wadmCannot,
  })
  tests('the servers', { end: async () => engine.stop() })

  /** Once in some forty deployments a link is stored and never reaches the built-in server (wasmCloud 1.9.2): then its application is deployed again. */
  async function served(name: keyof typeof ports, path: string, expected: string): Promise<void> {
    const answer = await answerOf(ports[name], path).catch(() => '')
    if (answer === '') for (const act of ['undeploy', 'deploy']) await must('story', `${act} ${name}`)
    assert.is(answer || (await answerOf(ports[name], path)), expected)
  }

  let lattices = 0
  /** Puts a manifest into a lattice of its own; what wadm has then is deployed and undeployed again, and read back through its own API. */
  async function tryOne(file: string, text: string, counts: { put: number; refused: number; deployed: number }): Promise<void> {
    const lattice = `lattice-${++lattices}`
    const { code, stderr } = await mc(lattice, 'put one.yaml', { 'one.yaml': text })
    assert.ok(engine.isWadmAlive(), `${file} ends wadm`)
    const { models } = (await engine.ask(lattice, 'get')) as { models: { name: string }[] }
    if (code !== 0) {
      assert.equal(models, [], `${file} was refused: ${stderr}`)
      counts.refused++
      return
    }
    counts.put += models.length
    for (const { name } of models) {
      const deployed = await mc(lattice, `deploy ${name}`)
      const isDeployed = (await versionsOf(lattice, name)).some((version) => version.endsWith(' deployed'))
      assert.is(isDeployed, deployed.code === 0, `${file}: ${deployed.stderr}`)
      if (isDeployed) counts.deployed++
      assert.match((await must(lattice, 'list')).stdout, name)
      await mc(lattice, `status ${name}`)
      await must(lattice, `undeploy ${name}`)
      await must(lattice, `delete ${name}`)
      assert.is((await engine.ask(lattice, `get.${name}`))['result'], 'notfound')
    }
    assert.ok(engine.isWadmAlive(), `${file} ends wadm`)
  }
}

function application(name: string, version: string | undefined, parts: string, more = ''): string {
  const annotations = [...(version === undefined ? [] : [`version: ${version}`]), ...(more === '' ? [] : [more])].join(', ')
  return `apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: {name: ${name}, annotations: {${annotations}}}\nspec:\n  components:\n${parts}`
}

function component(name: string, image: string, config = ''): string {
  const eu = '{type: spreadscaler, properties: {instances: 2, spread: [{name: eu, requirements: {zone: eu}}]}}'
  return `    - {name: ${name}, type: component, properties: {image: "${image}"${config}}, traits: [${eu}]}\n`
}

/** A shared HTTP server beside something that nobody needs, and two applications that it answers for. */
function storyFiles(folder: string, ports: { readonly hello: number; readonly settings: number }): Readonly<Record<string, string>> {
  const served = (name: string, port: number): string =>
    `    - name: http
      type: capability
      properties: {application: {name: zone-platform, component: http}}
      traits:
        - type: link
          properties: {name: ${name}, target: {name: ${name}}, namespace: wasi, package: http, interfaces: [incoming-handler], source: {config: [{name: ${name}-address, properties: {address: "127.0.0.1:${port}"}}]}}
`
  const http = `    - {name: http, type: capability, properties: {image: "wasmcloud+builtin://http-server"}, traits: [{type: spreadscaler, properties: {instances: 1, spread: [{name: eu, requirements: {zone: eu}}]}}]}\n`
  return {
    'story/platform.yaml': application(
      'zone-platform',
      'v1',
      http + component('extra', `file://${folder}/hello.wasm`),
      'experimental.wasmcloud.dev/shared: "true"',
    ),
    'story/hello.yaml': application('hello', 'v1', component('hello', `file://${folder}/hello.wasm`) + served('hello', ports.hello)),
    'story/settings.yaml': application(
      'settings',
      'v1',
      component('settings', `file://${folder}/config.wasm`, ', config: [{name: own, properties: {greeting: good day}}]') +
        served('settings', ports.settings),
    ),
  }
}

/** Gives what answers on a new connection (an old one is served on until it ends); nothing where nobody does within two seconds. */
function ask(port: number, path: string): Promise<string> {
  return new Promise((done) => {
    const request = get({ host: '127.0.0.1', port, path, agent: false, timeout: 2000 }, (answer) => {
      let body = ''
      answer.on('data', (part) => (body += part)).on('end', () => done(body))
    })
    request.on('timeout', () => request.destroy()).on('error', () => done(''))
  })
}

/** `deployed` is not yet served: the link reaches the server a moment later. */
function answerOf(port: number, path: string): Promise<string> {
  return waitFor(
    () => ask(port, path),
    (answer) => answer !== '',
    30,
  )
}

/** Asks every 50 ms until it is stopped, and counts what is not answered. */
function keepAsking(port: number): { stop(): Promise<{ asked: number; lost: number }> } {
  let isOver = false
  const count = { asked: 0, lost: 0 }
  const work = (async () => {
    while (!isOver) {
      count.asked++
      if ((await ask(port, '/on')) !== 'hello /on\n') count.lost++
      await new Promise((done) => setTimeout(done, 50))
    }
  })()
  return {
    async stop() {
      isOver = true
      await work
      return count
    },
  }
}
