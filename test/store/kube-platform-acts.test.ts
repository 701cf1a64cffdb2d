import fc from 'fast-check'
import * as assert from 'uvu/assert'
import { Failure } from '../../src/failure.js'
import type { Request } from '../../src/lifecycle/decision.js'
import { openKeyValueStore } from '../../src/store/key-value/open-key-value-store.js'
import type { Store } from '../../src/store/store.js'
import { tests } from '../harness.js'
import { acts, diamond, everything, livingComponents } from './diamond.js'
import { type FakeCluster, fakeCluster } from './fake-cluster.js'
import { memoryKeyValues } from './memory-key-value.js'
import { type PlatformActs, platformActs } from './platform-acts.js'

tests('acts on a lattice that a cluster runs', {
  'what is there is what lives, whatever is done': async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(acts, { minLength: 3, maxLength: 8 }), async (history) => {
        const { cluster, driver } = await begin()
        for (const request of [everything, ...history]) {
          await driver.act(request)
          await sameAs(cluster, driver.store)
        }
      }),
      { numRuns: 6 },
    )
  },
  'what ends in the middle of an act is carried on by the next, wherever it ends': async () => {
    let cuts = 0
    for (const request of turns) {
      for (let at = 0, wasCut = true; wasCut; at++) {
        const { cluster, driver, store } = await begin()
        await driver.act(everything)
        // the server has done the last request, or not
        wasCut = await cutOff(cluster, store, request, at, at % 2 === 0)
        if (wasCut) cuts++
        const { records } = await store.read()
        const isPending = [...records.values()].some(({ pending }) => pending !== undefined)
        const isSame = JSON.stringify(running(cluster)) === JSON.stringify(livingComponents(records))
        assert.ok(isPending || isSame, 'a run that was cut off is seen')
        // an act on somebody else
        await driver.act({ act: 'undeploy', applications: ['news'], strategy: 'weakchild' })
        await sameAs(cluster, store)
      }
    }
    assert.ok(cuts > 40, `${cuts}`)
  },
  'what nobody changed is not touched': async () => {
    const { cluster, store, driver } = await begin()
    await driver.act(everything)
    const asked: string[] = []
    const again = platformActs(store, () => cluster.open({ before: (request) => void asked.push(request) }))
    const { told } = await again.act(everything)
    assert.equal(told, [])
    assert.equal(
      asked.filter((request) => !/^(get|list) |\(dry run\)$/.test(request)),
      [],
    )
  },
  'an undeploy removes owners, and the collector removes what nobody else holds': async () => {
    const { cluster, driver } = await begin()
    await driver.act(everything)
    const asked: string[] = []
    const own = platformActs(driver.store, () => cluster.open({ before: (request) => void asked.push(request) }))
    await own.act({ act: 'undeploy', applications: ['store'], strategy: 'weakchild' })
    assert.equal(
      asked.filter((request) => request.startsWith('remove')),
      ['remove ConfigMap/manifest-compiler.owner.store'],
    )
    assert.equal(
      running(cluster).filter((id) => id.startsWith('store/')),
      ['store/disk', 'store/redis', 'store/tool'],
    )
    await own.act({ act: 'undeploy', applications: ['news'], strategy: 'weakchild' })
    assert.ok(!running(cluster).includes('store/tool'))
    assert.ok(cluster.removed.includes('Deployment/store-tool'))
  },
  'two at once end with what the lattice says': async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(acts, { minLength: 2, maxLength: 3 }),
        fc.array(acts, { minLength: 2, maxLength: 3 }),
        async (one, other) => {
          const { cluster, driver, store } = await begin()
          await driver.act(everything)
          const rest = async (own: PlatformActs, history: readonly Request[]): Promise<void> => {
            for (const request of history) await own.act(request).catch((error: Error) => assert.is(error.name, 'LatticeChanged'))
          }
          await Promise.all([
            rest(driver, one),
            rest(
              platformActs(store, () => cluster.open()),
              other,
            ),
          ])
          await sameAs(cluster, store)
        },
      ),
      { numRuns: 6 },
    )
  },
})

const turns: readonly Request[] = [
  { act: 'undeploy', applications: ['store', 'api'], strategy: 'weakchild' },
  { act: 'deploy', versions: [{ application: 'store', version: 'v2' }], strategy: 'weakchild' },
]

async function begin(): Promise<{ readonly cluster: FakeCluster; readonly store: Store; readonly driver: PlatformActs }> {
  const cluster = fakeCluster()
  const store = openKeyValueStore(memoryKeyValues().open(), { timeLimit: 30_000 })
  const driver = platformActs(store, () => cluster.open())
  for (const own of diamond) assert.equal(await driver.put(own), [])
  return { cluster, store, driver }
}

/** Acts with a client that is dead from a request on, before the server has done it or after; tells whether it died. */
async function cutOff(cluster: FakeCluster, store: Store, request: Request, at: number, answered: boolean): Promise<boolean> {
  let asked = 0
  const die = (): void => {
    if (asked > at) throw new Failure(3, 'cut off')
  }
  const own = platformActs(store, () =>
    cluster.open({
      before() {
        asked++
        if (!answered) die()
      },
      after() {
        if (answered) die()
      },
    }),
  )
  try {
    await own.act(request)
    return false
  } catch (error) {
    assert.ok(error instanceof Failure && error.message.startsWith('cut off'), String(error))
    return true
  }
}

async function sameAs(cluster: FakeCluster, store: Store): Promise<void> {
  const { records } = await store.read()
  assert.equal(running(cluster), livingComponents(records))
  const owners = [...cluster.objects().keys()].filter((key) => key.includes('.owner.')).sort()
  const deployed = [...records.values()].flatMap(({ name, deployed: version }) => (version === undefined ? [] : [name]))
  assert.equal(
    owners,
    deployed.map((name) => `ConfigMap/manifest-compiler.owner.${name}`),
  )
  assert.ok([...records.values()].every(({ pending }) => pending === undefined))
}

/** The components of which a Deployment is there, `application/component`. */
function running(cluster: FakeCluster): readonly string[] {
  return [...cluster.objects().values()]
    .filter(({ kind }) => kind === 'Deployment')
    .map(({ metadata: { labels } }) => `${labels?.['manifest-compiler.dev/application']}/${labels?.['manifest-compiler.dev/component']}`)
    .sort()
}
