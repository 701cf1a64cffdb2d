import * as assert from 'uvu/assert'
import { Failure } from '../../../src/failure.js'
import type { Manifest } from '../../../src/language/manifest.js'
import { parse } from '../../../src/language/parse.js'
import { checkSchema } from '../../../src/language/schema-check.js'
import { decide } from '../../../src/lifecycle/decide.js'
import type { Request, Strategy } from '../../../src/lifecycle/decision.js'
import { makeVersion } from '../../../src/store/make-version.js'
import { type ApplicationChange, LatticeChanged, type Store } from '../../../src/store/store.js'
import { tests } from '../../harness.js'
import { type FakeWadm, fakeWadm } from './fake-wadm.js'
import { openFake } from './open-fake.js'

/*
 * The lattice over wadm's API, with a wadm in memory that answers as the recorded one; the real one is asked in test/engines/wadm-store.test.ts.
 */
const act = { actor: 'tester', at: '2026-01-01T00:00:00Z' }

const readManifest = (text: string): Manifest => {
  const [document] = parse({ path: 'app.yaml', text }, () => {}).documents
  return checkSchema(document!, () => {})!
}

const application = (name: string, version: string, components: string, annotations = ''): string =>
  `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata: {name: ${name}, annotations: {version: ${version}${annotations}}}
spec:
  components:
${components}`

const scaled = 'traits: [{type: spreadscaler, properties: {instances: 1}}]'
const platform = (version: string, ...components: readonly string[]): string =>
  application(
    'platform',
    version,
    components.map((name) => `    - {name: ${name}, type: capability, properties: {image: "example.com/${name}:1"}}\n`).join(''),
    ', experimental.wasmcloud.dev/shared: "true"',
  )
const orders = (version = 'v1'): string =>
  application(
    'orders',
    version,
    `    - {name: kv, type: capability, properties: {application: {name: platform, component: redis}}}
    - name: api
      type: component
      properties: {image: "example.com/api:1"}
      traits:
        - {type: spreadscaler, properties: {instances: 1}}
        - {type: link, properties: {target: {name: kv}, namespace: wasi, package: keyvalue, interfaces: [store]}}
`,
  )

const put = async (store: Store, ...texts: readonly string[]): Promise<void> => {
  const snapshot = await store.read()
  const change = texts.map((text): [string, ApplicationChange] => {
    const manifest = readManifest(text)
    const { name, annotations } = manifest.app.metadata
    const version = annotations!['version']!
    const made = makeVersion(manifest, 1, version, act, store.contentOf)
    const before = snapshot.records.get(name) ?? { format: 1 as const, name, versions: [] }
    return [name, { record: { ...before, versions: [...before.versions, made.record] }, texts: new Map([[version, made.text]]) }]
  })
  await store.commit(snapshot, new Map(change))
}

const carryOut = async (store: Store, request: Request): Promise<ReturnType<typeof decide>> => {
  const snapshot = await store.read()
  const decision = decide(snapshot.records, request)
  assert.equal(decision.objections, [])
  await store.commit(snapshot, new Map([...decision.records].map(([name, record]) => [name, { record }])))
  return decision
}

const deploy = (store: Store, ...names: readonly string[]) =>
  carryOut(store, {
    act: 'deploy',
    strategy: 'weakchild',
    versions: names.map((name) => ({ application: name.split('@')[0]!, version: name.split('@')[1]! })),
  })
const undeploy = (store: Store, strategy: Strategy, ...applications: readonly string[]) =>
  carryOut(store, { act: 'undeploy', applications, strategy })

const versionsIn = (fake: FakeWadm, name: string): string[] => [...(fake.kept.get(name)?.manifests.keys() ?? [])]
const changes = ({ heard }: FakeWadm): string[] => heard.filter((operation) => /^(put|deploy|undeploy|del)\b/.test(operation))
const failureOf = async (promise: Promise<unknown>): Promise<Failure> => {
  try {
    await promise
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
  throw new Error('nothing failed')
}

tests('a lattice over wadm', {
  'what is put is read back as wadm has it': async () => {
    const fake = fakeWadm()
    const store = openFake(fake)
    await put(store, platform('v1', 'redis', 'extra'), orders())
    const { records } = await openFake(fake).read()
    assert.equal([...records.keys()], ['orders', 'platform'])
    const [version] = records.get('orders')!.versions
    assert.is(version!.file, 'wadm://nats/test/orders@v1')
    const { uses } = version!.outline.components[0]!
    const line = (await store.text('orders', 'v1')).split('\n')[uses!.line - 1]
    assert.match(line!, 'name: platform', 'the position is one of the text')
    assert.is(records.get('platform')!.versions[0]!.outline.shared, true)
    assert.is(records.get('platform')!.deployed, undefined)
  },
  'the text is the same for each reading, whatever order wadm gives': async () => {
    const fake = fakeWadm()
    const manifest = application(
      'one',
      'v1',
      `    - name: c\n      type: component\n      properties: {image: x, config: [{name: k, properties: {b: "2", a: "1", d: "4", c: "3"}}]}\n      ${scaled}\n`,
    )
    await put(openFake(fake), manifest)
    const [first, ...others] = await Promise.all(Array.from({ length: 8 }, async () => openFake(fake).text('one', 'v1')))
    for (const other of others) assert.is(other, first)
    const [a, b] = await Promise.all([openFake(fake).read(), openFake(fake).read()])
    assert.is(a.revision, b.revision)
  },
  'content is what wadm makes of it': async () => {
    const store = openFake(fakeWadm())
    await put(store, platform('v1', 'redis'))
    const stored = (await store.read()).records.get('platform')!.versions[0]!.content
    assert.is(store.contentOf!(readManifest(platform('v1', 'redis'))), stored)
    assert.is(store.contentOf!(readManifest(await store.text('platform', 'v1'))), stored, 'what `mc get` prints')
    assert.is(store.contentOf!(readManifest(platform('v2', 'redis'))), stored, 'versions are told apart by their names')
    assert.is.not(store.contentOf!(readManifest(platform('v1', 'other'))), stored)
  },
  'those that others refer to are deployed first, and taken down last': async () => {
    const fake = fakeWadm()
    const store = openFake(fake)
    await put(store, orders().replaceAll('platform', 'zone'), platform('v1', 'redis').replace('platform', 'zone'))
    await deploy(store, 'orders@v1', 'zone@v1')
    await undeploy(store, 'non_destructive', 'orders', 'zone')
    assert.equal(changes(fake).slice(2), ['deploy.zone v1', 'deploy.orders v1', 'undeploy.orders', 'undeploy.zone'])
  },
  'weak children run on in a version of their own, and are collected': async () => {
    const fake = fakeWadm()
    const told: string[] = []
    const store = openFake(fake, told)
    await put(store, platform('v1', 'redis', 'extra'), orders())
    await deploy(store, 'platform@v1', 'orders@v1')
    await undeploy(store, 'weakchild', 'platform')
    assert.is(fake.kept.get('platform')!.deployed, 'v1+weakchild.1')
    const reduced = fake.kept.get('platform')!.manifests.get('v1+weakchild.1')!
    assert.equal(
      reduced.spec.components.map(({ name }) => name),
      ['redis'],
    )
    assert.is(reduced.metadata.annotations!['manifest-compiler.dev/retained-from'], '{"retained":[{"component":"redis","version":"v1"}]}')
    assert.is(reduced.metadata.annotations!['experimental.wasmcloud.dev/shared'], 'true')
    assert.ok(
      told.some((line) =>
        line.startsWith('wadm keeps no component without its application: `platform` (was v1) now runs `redis` of v1 alone'),
      ),
      told.join('\n'),
    )
    const record = (await openFake(fake).read()).records.get('platform')!
    assert.is(record.deployed, undefined)
    assert.equal(record.retained, [{ component: 'redis', version: 'v1' }])
    assert.equal(
      record.versions.map(({ version }) => version),
      ['v1'],
      'the version of our own is nobody’s',
    )

    await deploy(store, 'orders@v1')
    await undeploy(store, 'weakchild', 'orders')
    assert.is(fake.kept.get('platform')!.deployed, null)
    assert.equal(versionsIn(fake, 'platform'), ['v1'], 'collected, and its version deleted')
  },
  'deploying again adopts': async () => {
    const fake = fakeWadm()
    const store = openFake(fake)
    await put(store, platform('v1', 'redis', 'extra'), orders())
    await deploy(store, 'platform@v1', 'orders@v1')
    await undeploy(store, 'weakchild', 'platform')
    await deploy(store, 'platform@v1')
    assert.is(fake.kept.get('platform')!.deployed, 'v1')
    assert.equal(versionsIn(fake, 'platform'), ['v1'])
  },
  'a new version without what others need runs beside it': async () => {
    const fake = fakeWadm()
    const store = openFake(fake)
    await put(store, platform('v1', 'redis', 'extra'), orders())
    await deploy(store, 'platform@v1', 'orders@v1')
    await put(store, platform('v2', 'other'))
    await deploy(store, 'platform@v2')
    assert.is(fake.kept.get('platform')!.deployed, 'v2+weakchild.1')
    const merged = fake.kept.get('platform')!.manifests.get('v2+weakchild.1')!
    assert.equal(
      merged.spec.components.map(({ name }) => name),
      ['other', 'redis'],
    )
    const record = (await openFake(fake).read()).records.get('platform')!
    assert.is(record.deployed, 'v2')
    assert.equal(record.retained, [{ component: 'redis', version: 'v1' }])
    await undeploy(store, 'weakchild', 'platform')
    assert.is(fake.kept.get('platform')!.deployed, 'v1+weakchild.1')
    assert.equal(versionsIn(fake, 'platform'), ['v1', 'v2', 'v1+weakchild.1'])
  },
  'deleting keeps what others need until they go': async () => {
    const fake = fakeWadm()
    const store = openFake(fake)
    await put(store, platform('v1', 'redis', 'extra'), orders())
    await deploy(store, 'platform@v1', 'orders@v1')
    await carryOut(store, { act: 'delete', versions: [{ application: 'platform' }], strategy: 'weakchild' })
    assert.is((await openFake(fake).read()).records.get('platform')!.leaving, true)
    await undeploy(store, 'weakchild', 'orders')
    assert.is(fake.kept.has('platform'), false)
  },
  'a source version that somebody else deleted does not hide what runs': async () => {
    const fake = fakeWadm()
    const store = openFake(fake)
    await put(store, platform('v1', 'redis', 'extra'), orders())
    await deploy(store, 'platform@v1', 'orders@v1')
    await undeploy(store, 'weakchild', 'platform')
    fake.kept.get('platform')!.manifests.delete('v1')
    const record = (await store.read()).records.get('platform')!
    assert.equal(record.retained, [{ component: 'redis', version: 'v1' }])
    assert.equal(
      record.versions.map(({ version, outline }) => [version, outline.components.map(({ name }) => name)]),
      [['v1', ['redis']]],
    )
    await undeploy(store, 'weakchild', 'orders')
    assert.is(fake.kept.get('platform')?.deployed ?? null, null)
  },
  'whoever was faster is heard, and nothing is changed then': async () => {
    const fake = fakeWadm()
    const store = openFake(fake)
    await put(store, platform('v1', 'redis'))
    const snapshot = await store.read()
    await put(openFake(fake), orders())
    const count = changes(fake).length
    const record = { ...snapshot.records.get('platform')!, deployed: 'v1' }
    try {
      await store.commit(snapshot, new Map([['platform', { record }]]))
      assert.unreachable()
    } catch (error) {
      assert.instance(error, LatticeChanged)
    }
    assert.is(changes(fake).length, count)
  },
  'a put of the same version between the last look and ours is taken back and told': async () => {
    const fake = fakeWadm()
    const store = openFake(fake)
    fake.before = async (operation) => {
      if (operation !== 'put platform v1') return
      fake.before = () => {}
      await put(openFake(fake), platform('v1', 'other'))
    }
    try {
      await put(store, orders(), platform('v1', 'redis'))
      assert.unreachable()
    } catch (error) {
      assert.instance(error, LatticeChanged)
    }
    assert.equal([...fake.kept.keys()], ['platform'], 'orders was put, and is taken back')
  },
  'what somebody does right beside us is told': async () => {
    const fake = fakeWadm()
    const told: string[] = []
    const store = openFake(fake, told)
    await put(store, platform('v1', 'redis'), orders())
    fake.before = (operation) => {
      if (operation === 'deploy.platform v1') fake.kept.get('orders')!.deployed = 'v1'
    }
    await deploy(store, 'platform@v1')
    assert.ok(
      told.some((line) => line.startsWith('somebody else changed `orders` at the same time: it should be not deployed')),
      told.join('\n'),
    )
  },
  'a refusal takes back what was done before': async () => {
    const fake = fakeWadm()
    const store = openFake(fake)
    await put(store, platform('v1', 'redis'), orders())
    await deploy(store, 'platform@v1', 'orders@v1')
    await put(store, platform('v2', 'redis', 'more'), orders('v2'))
    const snapshot = await store.read()
    const deployed = (name: string) => ({ record: { ...snapshot.records.get(name)!, deployed: 'v2' } })
    // wadm looks at what was put last
    fake.before = (operation) => {
      if (operation === 'deploy.orders v2') fake.kept.get('platform')!.manifests.set('v3', fake.kept.get('orders')!.manifests.get('v1')!)
    }
    const { message, exitCode } = await failureOf(
      store.commit(
        snapshot,
        new Map([
          ['platform', deployed('platform')],
          ['orders', deployed('orders')],
        ]),
      ),
    )
    assert.is(exitCode, 3)
    assert.match(
      message,
      /^wadm refuses to deploy `orders` v2: Application contains shared components .*; nothing was changed; wadm looks at the version .* put last/,
    )
    assert.is(fake.kept.get('platform')!.deployed, 'v1')
  },
  'where wadm falls silent, what is known is said': async () => {
    const fake = fakeWadm()
    const store = openFake(fake)
    await put(store, platform('v1', 'redis'), orders())
    fake.before = (operation) => {
      if (operation === 'deploy.orders v1') throw new Failure(3, 'wadm://nats/test: no wadm listens there')
    }
    const { message } = await failureOf(deploy(store, 'platform@v1', 'orders@v1'))
    assert.is(
      message,
      'wadm://nats/test: no wadm listens there; it was asked to deploy `orders` v1, and whether it did is not known; done before that: deploy `platform` v1; run the same command again when it answers',
    )
    fake.before = () => {}
    await deploy(store, 'platform@v1', 'orders@v1')
    assert.is(fake.kept.get('orders')!.deployed, 'v1')
  },
  'what wadm cannot keep never reaches it': async () => {
    const fake = fakeWadm()
    const store = openFake(fake)
    const refused = async (text: string): Promise<string> => (await failureOf(put(store, text))).message
    assert.is(
      await refused(application('shop', 'v1', '    - {name: web, type: webservice, properties: {image: nginx}}\n')),
      'wadm cannot keep `shop`: it runs wasmCloud components and capability providers only, not `web` (webservice)',
    )
    assert.match(
      await refused(application('größe', 'v1', `    - {name: c, type: component, properties: {image: x}, ${scaled}}\n`)),
      'ASCII letters',
    )
    const weightless = scaled.replace('instances: 1', 'instances: 1, spread: [{name: a, weight: 0, requirements: {a: b}}]')
    assert.match(
      await refused(application('zero', 'v1', `    - {name: c, type: component, properties: {image: x}, ${weightless}}\n`)),
      'add up to zero, and wadm ends on that',
    )
    const lossy = scaled.replace('instances: 1', 'instances: 1, spread: [{name: a, requirements: {}}, {name: b, requirements: {b: c}}]')
    assert.match(
      await refused(application('lossy', 'v1', `    - {name: c, type: component, properties: {image: x}, ${lossy}}\n`)),
      'Scaler trait deserialized as custom trait',
    )
    assert.equal(changes(fake), [])
  },
  'what wadm drops is told, and only that': async () => {
    const told: string[] = []
    const store = openFake(fakeWadm(), told)
    const scaler = '{type: spreadscaler, properties: {replicas: 2, spread: []}}'
    const link =
      '{type: link, properties: {target: a, namespace: wasi, package: http, interfaces: [incoming-handler], source_config: [{name: x}]}}'
    const parts = `    - {name: a, type: actor, properties: {image: x, config: []}, traits: [${scaler}]}\n    - {name: b, type: component, dependsOn: [a], properties: {image: x}, traits: [${scaler}, ${link}]}\n`
    await put(store, application('one', 'v1', parts))
    assert.equal(told, ['wadm keeps `one` v1 without `spec.components[1].dependsOn`'])
  },
  'a name that wadm lists and does not know is no application': async () => {
    const fake = fakeWadm()
    const withGhost = async (operation: string, body?: string, type?: string): Promise<string> => {
      const reply = JSON.parse(await fake.ask(operation, body, type)) as { models?: object[] }
      reply.models?.unshift({ name: 'ghost', version: 'v1' })
      return JSON.stringify(reply)
    }
    const store = openFake({ ...fake, ask: withGhost })
    await put(store, platform('v1', 'redis'))
    assert.equal([...(await store.read()).records.keys()], ['platform'])
  },
  'a single group without requirements is none': async () => {
    const fake = fakeWadm()
    const empty = scaled.replace('instances: 1', 'instances: 3, spread: [{name: a, requirements: {}}]')
    await put(openFake(fake), application('one', 'v1', `    - {name: c, type: component, properties: {image: x}, ${empty}}\n`))
    assert.match(JSON.stringify(fake.kept.get('one')!.manifests.get('v1')), '"properties":{"instances":3}')
  },
  'sizes are counted before anything is sent': async () => {
    const fake = fakeWadm()
    const store = openFake(fake, [], 4096)
    const large = application('large', 'v1', `    - {name: c, type: component, properties: {image: ${'x'.repeat(4000)}}, ${scaled}}\n`)
    assert.match((await failureOf(put(store, large))).message, /would have \d{4} bytes, and NATS takes 4096 in one message/)
    assert.equal(changes(fake), [])
  },
  'a manifest that mc finds wrong hides no other': async () => {
    const fake = fakeWadm()
    await put(openFake(fake), platform('v1', 'redis'))
    fake.kept.get('platform')!.manifests.set('v2', {
      metadata: { name: 'platform', annotations: { version: 'v2' } },
      spec: {
        components: [
          { name: 'a', type: 'component', properties: { image: 7 }, traits: [{ type: 'spreadscaler', properties: 'nonsense' }] } as never,
          { name: 'b', type: 'capability', properties: { application: { name: 'x', component: 'y' } } },
        ],
      },
    })
    const versions = (await openFake(fake).read()).records.get('platform')!.versions
    assert.equal(
      versions.map(({ outline }) => outline.components.map(({ name, kind, uses }) => [name, kind, uses?.application])),
      [
        [['redis', 'capability', undefined]],
        [
          ['a', 'component', undefined],
          ['b', 'capability', 'x'],
        ],
      ],
    )
  },
})
