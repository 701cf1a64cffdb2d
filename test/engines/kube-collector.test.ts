import fc from 'fast-check'
import * as assert from 'uvu/assert'
import { openKeyValueStore } from '../../src/store/key-value/open-key-value-store.js'
import { makeClient } from '../../src/store/kube/client.js'
import { connectCluster } from '../../src/store/kube/connection.js'
import { readKubeConfig } from '../../src/store/kube/kube-config.js'
import { root, skip, tests } from '../harness.js'
import { acts, diamond, everything, livingComponents } from '../store/diamond.js'
import { memoryKeyValues } from '../store/memory-key-value.js'
import { platformActs } from '../store/platform-acts.js'
import { inNamespace } from './in-namespace.js'
import { askApi } from './kube-api.js'
import { startKube } from './kube-engine.js'
import { waitFor } from './wait-for.js'

const kube = startKube()
if (typeof kube === 'string') skip('what a lattice runs on Kubernetes', kube)
else {
  const ask = askApi(kube)
  tests('what a lattice runs on Kubernetes', {
    'whatever is done, what is there is what lives': async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(acts, { minLength: 5, maxLength: 8 }), async (history) =>
          inNamespace(kube, [], async (namespace) => {
            const surroundings = { cwd: root, env: kube.env, timeLimit: 30_000, now: () => new Date(), tell: () => {} }
            const open = () => makeClient(connectCluster(readKubeConfig({ namespace }, surroundings), surroundings))
            const driver = platformActs(openKeyValueStore(memoryKeyValues().open(), surroundings), open)
            for (const own of diamond) assert.equal(await driver.put(own), [])
            for (const request of [everything, ...history]) {
              const { decision } = await driver.act(request)
              const { records } = await driver.store.read()
              const live = livingComponents(records)
              const runs = await waitFor(
                () => running(namespace),
                (found) => JSON.stringify(found) === JSON.stringify(live),
                10,
              ).catch((error: Error) => {
                throw new Error(
                  `after ${JSON.stringify(request)} (${decision.objections.map(({ code }) => code)}): ${error.message}, and there live ${live}`,
                )
              })
              assert.ok(runs.length === live.length)
              assert.ok([...records.values()].every(({ pending }) => pending === undefined))
            }
          }),
        ),
        { numRuns: 10, seed: 7, endOnFailure: true, includeErrorInReport: true },
      )
    },
  })

  /** The components of which a Deployment is there, from the cluster itself. */
  async function running(namespace: string): Promise<readonly string[]> {
    const list = (await ask('GET', `/apis/apps/v1/namespaces/${namespace}/deployments`)) as {
      readonly items: readonly {
        readonly metadata: { readonly labels: Readonly<Record<string, string>>; readonly deletionTimestamp?: string }
      }[]
    }
    return list.items
      .map(({ metadata: { labels } }) => `${labels['manifest-compiler.dev/application']}/${labels['manifest-compiler.dev/component']}`)
      .sort()
  }
}
