import * as assert from 'uvu/assert'
import { openKubeStore } from '../../src/store/kube/open-kube-store.js'
import type { Store } from '../../src/store/store.js'
import { mc } from '../commands/lattice/lattice-run.js'
import { type Ran, skip, tests } from '../harness.js'
import { assertFailure, storeConformance } from '../store/store-conformance.js'
import { manifestText, putChange, putInto } from '../store/stored-applications.js'
import { surroundingsIn } from '../store/surroundings-in.js'
import { withDenyingWebhook } from './denying-webhook.js'
import { inNamespace } from './in-namespace.js'
import { askApi } from './kube-api.js'
import { type KubeEngine, startKube } from './kube-engine.js'
import { keysIn } from './kube-lattice-server.js'
import { waitFor } from './wait-for.js'

const kube = startKube()
if (typeof kube === 'string') skip('store kube', kube)
else registerAll(kube)

function registerAll(kube: KubeEngine): void {
  const ask = askApi(kube)
  const open = (namespace: string): Promise<Store> => openKubeStore(`//tests/${namespace}`, surroundingsIn('/', { env: kube.env }))

  storeConformance('kube', {
    async open(lattice) {
      await ask('POST', '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: lattice } })
      return open(lattice)
    },
    async makeNewer(lattice) {
      const keys = keysIn(kube, lattice)
      const head = await keys.get('lattice')
      await keys.update(head!, head!.value.replace('"format":1', '"format":2'))
      await keys.close()
    },
    largestText: 1024 * 1024,
  })

  tests('the objects of a lattice in a cluster', {
    'one for each version that nobody can edit, one for each application, and labels to find them by': () =>
      inNamespace(kube, [], async (namespace) => {
        const store = await open(namespace)
        await putInto(store, 'orders', 'v1')
        await putInto(store, 'orders', 'v2')
        await putInto(store, 'shop', 'v1')
        const list = async (selector: string) =>
          (await kube.must('kubectl', ['get', 'configmap', '-n', namespace, '-l', selector, '-o', 'name'])).trim().split('\n')
        assert.is((await list('manifest-compiler.dev/lattice=manifest,manifest-compiler.dev/of-application=orders')).length, 2)
        assert.equal(await list('manifest-compiler.dev/lattice=application'), [
          'configmap/mc.application.orders',
          'configmap/mc.application.shop',
        ])
        const [manifest = ''] = await list('manifest-compiler.dev/lattice=manifest')
        const edit = await kube.run('kubectl', ['patch', '-n', namespace, manifest, '--type=merge', '-p', '{"data":{"manifest.yaml":"x"}}'])
        assert.match(edit.stderr, 'immutable')
        assert.match(await kube.must('kubectl', ['get', '-n', namespace, manifest, '-o', 'jsonpath={.data}']), 'kind: Application')
        await store.close()
      }),
    'what kubectl edited is named with who did it, and nothing is written over it': () =>
      inNamespace(kube, [], async (namespace) => {
        const store = await open(namespace)
        const snapshot = await putInto(store, 'orders', 'v1')
        const patch = '{"data":{"value.json":"{}"}}'
        await kube.must('kubectl', ['patch', '-n', namespace, 'configmap', 'mc.application.orders', '--type=merge', '-p', patch])
        await assertFailure(
          store.read(),
          /kube:\/\/tests\/\S+: the ConfigMap `mc\.application\.orders` is damaged: what it says is not what was written; it was last written by `kubectl-patch` at /,
        )
        await assertFailure(
          store.commit(snapshot, new Map([['shop', putChange('shop', 'v1')]])).then(() => store.read()),
          /mc\.application\.orders/,
        )
        await store.close()
      }),
    'what kubectl deleted is missed': () =>
      inNamespace(kube, [], async (namespace) => {
        const store = await open(namespace)
        await putInto(store, 'orders', 'v1')
        await putInto(store, 'shop', 'v1')
        await kube.must('kubectl', ['delete', '-n', namespace, 'configmap', 'mc.application.orders'])
        await assertFailure((await open(namespace)).read(), /counts 2 applications, and 1 (is|are) there/)
        await kube.must('kubectl', ['delete', '-n', namespace, 'configmap', 'mc.lattice'])
        await assertFailure((await open(namespace)).read(), /`lattice` is damaged: it is missing/)
        await kube.must('kubectl', ['delete', '-n', namespace, 'configmap', '-l', 'manifest-compiler.dev/lattice'])
        assert.is((await (await open(namespace)).read()).records.size, 0)
        await putInto(store, 'orders', 'v1')
        await kube.must('kubectl', ['delete', '-n', namespace, 'configmap', '-l', 'manifest-compiler.dev/lattice=manifest'])
        await assertFailure((await open(namespace)).text('orders', 'v1'), /manifest\/orders\/v1\/\S+` is damaged: it is missing/)
        await store.close()
      }),
    'what a webhook, a quota or a limit of size forbids is said, and leaves the lattice as it was': () =>
      inNamespace(kube, [], async (namespace) => {
        const options = { env: { ...kube.env, MC_LATTICE: `kube:///${namespace}` } }
        const put = (name: string, more = '') =>
          mc('put .', {
            ...options,
            files: { 'app.yaml': `${manifestText(name, 'v1')}${more}`, 'other.yaml': manifestText('other', 'v1') },
          })
        const refused = async (ran: Promise<Ran>, message: RegExp): Promise<void> => {
          const { code, stdout, stderr } = await ran
          assert.match(stderr, message)
          assert.equal([code, stdout, stderr.trim().split('\n').length], [3, '', 1], stderr)
          assert.match((await mc('list', options)).stderr, '1 application')
        }
        assert.is((await mc('put .', { ...options, files: { 'app.yaml': manifestText('orders', 'v1') } })).code, 0)
        await withDenyingWebhook(kube, namespace, 'ask the platform team', () =>
          refused(
            put('shop'),
            /^mc: the cluster refuses to create configmaps `mc\.manifest\.\S+` in the namespace `\S+`: the admission webhook `deny\.\S+` of the cluster denies it: ask the platform team\n$/,
          ),
        )
        await refused(
          put('shop', `#${'x'.repeat(1024 * 1024)}\n`),
          /^mc: application `shop`: the manifest of version `v1` takes 1,048,\d+ bytes, and kube:\S+ keeps at most 1,048,576/,
        )
        const there = (await kube.must('kubectl', ['get', 'configmap', '-n', namespace, '-o', 'name'])).trim().split('\n').length
        await kube.must('kubectl', ['create', 'quota', 'few', `--hard=count/configmaps=${there}`, '-n', namespace])
        const used = () => kube.must('kubectl', ['get', 'quota', 'few', '-n', namespace, '-o', 'jsonpath={.status.used}'])
        await waitFor(used, (text) => text.includes(`"${there}"`), 20)
        await refused(
          put('shop'),
          /the quota of the namespace is used up: few, requested: count\/configmaps=1, used: count\/configmaps=\d+, limited: count\/configmaps=\d+\n$/,
        )
        await kube.must('kubectl', ['delete', 'quota', 'few', '-n', namespace])
        const last = await put('shop')
        assert.is(last.code, 0, last.stderr)
      }),
  })
}
