import { createServer } from 'node:net'
import { jetstreamManager } from '@nats-io/jetstream'
import { Kvm } from '@nats-io/kv'
import { connect } from '@nats-io/transport-node'
import * as assert from 'uvu/assert'
import type { KeyValue } from '../../src/store/key-value/key-value.js'
import { openKeyValueStore } from '../../src/store/key-value/open-key-value-store.js'
import { seal } from '../../src/store/key-value/seal.js'
import { connectNats } from '../../src/store/nats/connect.js'
import { natsAddress } from '../../src/store/nats/nats-address.js'
import { natsBucket } from '../../src/store/nats/nats-bucket.js'
import { natsKeyValue } from '../../src/store/nats/nats-key-value.js'
import { bucketOf } from '../../src/store/nats/nats-keys.js'
import { openNatsStore } from '../../src/store/nats/open-nats-store.js'
import type { Store } from '../../src/store/store.js'
import { run, skip, temporary, tests } from '../harness.js'
import { scenes, viewOf } from '../store/scenes.js'
import { assertFailure, storeConformance } from '../store/store-conformance.js'
import { putChange, putInto } from '../store/stored-applications.js'
import { surroundingsIn } from '../store/surroundings-in.js'
import { findNatsServer, type NatsEngine, startNats } from './nats-engine.js'
import { freePort } from './wadm-engine.js'

const program = findNatsServer()
const manifest = (name: string, version: string): string =>
  `apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata:\n  name: ${name}\n  annotations:\n    version: ${version}\nspec:\n  components:\n    - name: web\n      type: webservice\n      properties:\n        image: registry.example.com/web:1.0\n`

if (program === undefined) skip('a lattice on NATS', 'nats-server is not there: test/engines/kubernetes.sh install')
else register(program)

function register(program: string): void {
  let shared: Promise<NatsEngine> | undefined
  const engine = (): Promise<NatsEngine> => (shared ??= startNats(program))
  const open = async (lattice: string, timeLimit = 30_000): Promise<Store> =>
    openNatsStore(`//${(await engine()).server}/${lattice}`, surroundingsIn('/', { timeLimit }))

  storeConformance('nats', {
    open,
    async makeNewer(lattice) {
      const connection = await connect({ servers: (await engine()).server })
      await (await new Kvm(connection).open(bucketOf(lattice))).put('lattice', seal({ format: 2 }))
      await connection.close()
    },
    largestText: 1024 * 1024 - 512,
  })

  tests('a lattice on NATS', {
    'is put, listed and read back by the command line': async () => {
      const lattice = `nats://${(await engine()).server}/story`
      const cwd = temporary({ 'a.yaml': manifest('shop', '1.0.0') })
      const mc = (...args: string[]) => run([...args, '--lattice', lattice], { cwd })
      assert.is((await mc('list')).code, 0)
      const put = await mc('put', 'a.yaml', '--actor', 'ann')
      assert.is(put.code, 0, put.stderr)
      assert.is((await mc('get', 'shop')).stdout, manifest('shop', '1.0.0'))
      assert.match((await mc('history', 'shop')).stdout, /ann +put +1\.0\.0/)
      const again = await mc('put', 'a.yaml')
      assert.match(again.stderr, /nothing to do/)
    },
    'is a bucket that keeps one value of a key, made by the first change': async () => {
      const store = await open('Größe_1')
      await store.read()
      const connection = await connect({ servers: (await engine()).server })
      const manager = await jetstreamManager(connection)
      const names = async (): Promise<string[]> => {
        const found: string[] = []
        for await (const { config } of manager.streams.list()) found.push(config.name)
        return found
      }
      assert.not((await names()).includes('KV_mc_Gr_C3_B6_C3_9Fe_5F1'))
      await putInto(store, 'shop', 'v1')
      assert.is((await manager.streams.info('KV_mc_Gr_C3_B6_C3_9Fe_5F1')).config.max_msgs_per_subject, 1)
      await manager.streams.add({ name: 'KV_mc_forgets', subjects: ['$KV.mc_forgets.>'], max_age: 1_000_000_000 })
      await assertFailure(open('forgets'), /the bucket `mc_forgets` forgets its entries after a time: set its ttl to 0/)
      await connection.close()
      await store.close()
    },
    'takes more applications than one answer of the server holds': async () => {
      const store = await open('many')
      for (const part of [0, 1, 2]) {
        const names = Array.from({ length: 450 }, (_, index) => `app-${part}-${index}`)
        await store.commit(await store.read(), new Map(names.map((name) => [name, putChange(name, 'v1')])))
      }
      assert.is((await (await open('many')).read()).records.size, 1350)
      await putInto(store, 'app-1-7', 'v2')
      assert.is((await (await open('many')).read()).records.get('app-1-7')?.versions.length, 2)
      await store.close()
    },
    'refuses a manifest above the limit with both numbers': async () => {
      const store = await open('large')
      const text = manifest('shop', 'v1').padEnd(1_100_000, '#')
      const message =
        /application `shop`: the manifest of version `v1` takes 1,100,000 bytes, and nats:.* keeps at most 1,048,064 in one entry/
      await assertFailure(store.commit(await store.read(), new Map([['shop', putChange('shop', 'v1', text)]])), message)
      assert.is((await store.read()).revision, '0')
      await store.close()
    },
  })

  tests('a NATS server that ends', {
    'in the middle of a change: a clear error, the lattice before or after, and the next run goes on': async () => {
      const scene = scenes['one goes, one comes, one changes']!
      const nats = await startNats(program)
      const at = (lattice: string, timeLimit = 30_000) => openNatsStore(`//${nats.server}/${lattice}`, surroundingsIn('/', { timeLimit }))
      const found = new Set<string>()
      for (const last of [0, 4, 5, 6, 8, 11]) {
        const lattice = `ends-${last}`
        const first = await at(lattice)
        await scene.prepare(first)
        const before = await viewOf(first)
        await first.close()
        const store = await openOnDying(nats, lattice, last)
        let outcome: unknown = 'done'
        try {
          const snapshot = await store.read()
          await store.commit(snapshot, scene.change(snapshot))
        } catch (error) {
          outcome = error
        }
        await store.close()
        await nats.start()
        const next = await at(lattice)
        const now = await viewOf(next)
        if (outcome === 'done') assert.is.not(now, before)
        else
          assert.match(
            String(outcome),
            /Failure: nats:\/\/127\.0\.0\.1:\d+\/ends-\d+: the connection was lost, and the server did not come back within 1 seconds/,
          )
        found.add(now === before ? 'before' : 'after')
        const { records } = await putInto(next, 'after', 'v1')
        assert.is(records.get('after')?.versions.length, 1)
        assert.is(await viewOf(next), now)
        if (now !== before) assert.equal([...records.keys()], ['after', 'new', 'shop'])
        await next.close()
      }
      assert.equal([...found].sort(), ['after', 'before'])
      await nats.kill()
    },
    'and comes back within the time limit is waited for': async () => {
      const nats = await startNats(program)
      const told: string[] = []
      const store = await openNatsStore(`//${nats.server}/back`, surroundingsIn('/', { tell: (line) => told.push(line) }))
      await putInto(store, 'shop', 'v1')
      await nats.kill()
      const put = putInto(store, 'shop', 'v2')
      await new Promise((done) => setTimeout(done, 300))
      await nats.start()
      assert.is((await put).records.get('shop')?.versions.length, 2)
      assert.equal(told, [`nats://${nats.server}/back: the connection is lost; waiting for the server`])
      await store.close()
      await nats.kill()
    },
    'or was never there, or says nothing, or keeps nothing': async () => {
      const port = await freePort()
      const surroundings = surroundingsIn('/', { timeLimit: 1000 })
      await assertFailure(
        openNatsStore(`//ann:geheim@127.0.0.1:${port}/x`, surroundings),
        new RegExp(`^nats://127\\.0\\.0\\.1:${port}/x: cannot reach 127\\.0\\.0\\.1:${port}: nobody listens there$`),
      )
      await assertFailure(openNatsStore('//no-such-host.invalid/x', surroundings), /cannot reach no-such-host\.invalid:4222: /)
      const silent = createServer().listen(0, '127.0.0.1')
      await new Promise((done) => silent.once('listening', done))
      const address = silent.address()
      if (typeof address !== 'object' || address === null) throw new Error('no port')
      await assertFailure(openNatsStore(`//127.0.0.1:${address.port}/x`, surroundings), /did not answer in time|no answer/)
      silent.close()
      const plain = await startNats(program, '', false)
      await assertFailure(openNatsStore(`//${plain.server}/x`, surroundings), /JetStream is off for this account: start it with -js/)
      await plain.kill()
    },
  })

  /** Opens a lattice whose server is killed before a request. */
  async function openOnDying(nats: NatsEngine, lattice: string, last: number): Promise<Store> {
    const surroundings = surroundingsIn('/', { timeLimit: 1000 })
    const link = await connectNats(natsAddress('nats', `//${nats.server}/${lattice}`), surroundings)
    const keyValue = natsKeyValue(link, await natsBucket(link, bucketOf(lattice)))
    let count = 0
    const dying =
      <A extends unknown[], T>(act: (...args: A) => Promise<T>) =>
      async (...args: A): Promise<T> => {
        if (count++ === last) await nats.kill()
        return act(...args)
      }
    const { get, list, create, update, remove } = keyValue
    const wrapped: KeyValue = {
      ...keyValue,
      get: dying(get),
      list: dying(list),
      create: dying(create),
      update: dying(update),
      remove: dying(remove),
    }
    return openKeyValueStore(wrapped, surroundings)
  }
}
