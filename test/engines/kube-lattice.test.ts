import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { type Ran, root, run, skip, tests } from '../harness.js'
import { cutProxy } from './cut-proxy.js'
import { inLattice, type LatticeHere, manifest, shop, store } from './in-kube-lattice.js'
import { type KubeEngine, startKube } from './kube-engine.js'
import { withKubelet } from './stand-in-kubelet.js'
import { waitFor } from './wait-for.js'

const kube = startKube()
if (typeof kube === 'string') skip('a lattice that Kubernetes keeps and runs', kube)
else
  tests('a lattice that Kubernetes keeps and runs', {
    'the story of the order processing': () => inLattice(kube, story),
    'what somebody else has changed': () => inLattice(kube, changedByOthers),
    'a new version, and what it no longer has': () => inLattice(kube, newVersion),
    'data, namespaces, and what cannot be changed': () => inLattice(kube, refusals),
    'options and images hold for later acts': () => inLattice(kube, remembered),
    'the way to the cluster breaks in the middle': () => inLattice(kube, (lattice) => broken(kube, lattice)),
    'how it does, from the live objects': () => inLattice(kube, (lattice) => states(kube, lattice)),
  })

async function story({ mc, done, names, runs, holders, kubectl }: LatticeHere): Promise<void> {
  await done('put', join(root, 'examples', 'order-processing'))
  const deployed = await done('deploy', 'platform', 'orders', 'order-status')
  assert.match(deployed.stderr, /create deployment\/platform-redis/)
  await runs(...all)
  assert.equal(await holders('deployment', 'platform-redis'), ['order-status', 'orders', 'platform'])
  assert.equal(await holders('service', 'platform-mosquitto'), ['orders', 'platform'])
  assert.equal(
    (await kubectl('get', 'deployment', 'platform-redis', '-o', 'jsonpath={.metadata.ownerReferences[*].blockOwnerDeletion}')).trim(),
    'false false false',
  )
  assert.match((await done('deploy', 'platform', 'orders', 'order-status')).stderr, /nothing to do/)

  const refused = await mc('undeploy', 'platform')
  assert.is(refused.code, 1)
  assert.match(refused.stdout, /needed by `order-status\/redis` and `orders\/redis`/)
  await runs(...all)

  const kept = await uids()
  await done('undeploy', 'platform', '--strategy', 'weakchild')
  await runs(...all)
  assert.equal(await uids(), kept, 'what is needed goes on undisturbed')
  assert.equal(await holders('deployment', 'platform-redis'), ['order-status', 'orders'])

  const adopted = await done('deploy', 'platform')
  assert.match(adopted.stdout, /platform\/redis\s+adopted/)
  assert.equal(await uids(), kept)
  assert.equal(await holders('deployment', 'platform-redis'), ['order-status', 'orders', 'platform'])

  await done('undeploy', 'platform', '--strategy', 'weakchild')
  await done('undeploy', 'orders')
  // nobody needs the broker any more
  await runs('order-status-orderstatusprovider', 'platform-redis')
  await done('undeploy', 'order-status')
  await runs()
  for (const kind of ['service', 'serviceaccount', 'networkpolicy', 'ingress', 'replicaset'])
    await waitFor(
      () => names(kind),
      (found) => found.length === 0,
      15,
    )
  assert.equal(
    (await names('configmap')).filter((name) => name.includes('.owner.')),
    [],
  )

  async function uids(): Promise<string> {
    return kubectl('get', 'deployment', 'platform-redis', 'platform-mosquitto', '-o', 'jsonpath={.items[*].metadata.uid}')
  }
}

async function changedByOthers({ mc, done, runs, kubectl, write }: LatticeHere): Promise<void> {
  write({ 'shop.yaml': shop('v1'), 'store.yaml': store('v1') })
  await done('put')
  await done('deploy', 'store', 'shop')
  await kubectl('scale', 'deployment', 'store-redis', '--replicas=3')
  // an act on another application neither meets the scaler nor undoes its work
  await done('undeploy', 'shop')
  await done('deploy', 'shop')
  assert.is(await kubectl('get', 'deployment', 'store-redis', '-o', 'jsonpath={.spec.replicas}'), '3')
  const refused = await mc('deploy', 'store')
  assert.is(refused.code, 1, refused.stderr)
  const said = refused.stdout + refused.stderr
  assert.match(said, /`deployment\/store-redis`: somebody else has set `\.spec\.replicas` \(managed by `kubectl`, which wrote `scale`\)/)
  assert.match(said, /--force-conflicts/)
  await done('deploy', 'store', '--force-conflicts')
  assert.is(await kubectl('get', 'deployment', 'store-redis', '-o', 'jsonpath={.spec.replicas}'), '1')
  // what is removed by hand is made anew
  await kubectl('delete', 'deployment', 'store-redis')
  const healed = await done('deploy', 'store')
  assert.match(healed.stderr, /create deployment\/store-redis/)
  await runs('shop-web', 'store-redis', 'store-tool')
  // an owner removed by hand takes its objects along, and the next act makes both
  await kubectl('delete', 'configmap', 'manifest-compiler.owner.shop')
  await runs('store-redis', 'store-tool')
  await done('deploy', 'shop')
  await runs('shop-web', 'store-redis', 'store-tool')
}

async function newVersion({ mc, done, runs, holders, write }: LatticeHere): Promise<void> {
  write({ 'shop.yaml': shop('v1'), 'store.yaml': store('v1') })
  await done('put')
  await done('deploy', 'store', 'shop')
  await runs('shop-web', 'store-redis', 'store-tool')
  write({ 'store.yaml': store('v2', ['redis', 'index']) })
  await done('put')
  await done('deploy', 'store')
  await runs('shop-web', 'store-index', 'store-redis')
  // a version without what others need
  write({ 'store.yaml': store('v3', ['index']) })
  await done('put', 'store.yaml')
  assert.is((await mc('deploy', 'store')).code, 1)
  await done('deploy', 'store', '--strategy', 'weakchild')
  await runs('shop-web', 'store-index', 'store-redis')
  assert.equal(await holders('deployment', 'store-redis'), ['shop'])
  // the last who needs it goes
  await done('undeploy', 'shop')
  await runs('store-index')
  await done('deploy', 'store@v1', 'shop')
  await runs('shop-web', 'store-redis', 'store-tool')
  assert.is((await mc('undeploy', 'store', '--strategy', 'destructive')).code, 1)
  await runs('shop-web', 'store-redis', 'store-tool')
  await done('undeploy', 'store', '--strategy', 'destructive', '--yes')
  await runs('shop-web')
  await done('delete', 'shop')
  await runs()
}

async function refusals({ mc, done, names, runs, kubectl, write }: LatticeHere): Promise<void> {
  const claim = {
    type: 'storage',
    properties: { pvc: [{ name: 'data', mountPath: '/data', resources: { requests: { storage: '1Gi' } } }] },
  }
  write({ 'base.yaml': manifest('base', 'v1', { db: { traits: [claim] } }) })
  await done('put')
  await done('deploy', 'base')
  const [volume = ''] = await names('pvc')
  assert.is.not(volume, '')
  const gone = await done('undeploy', 'base')
  assert.match(gone.stdout + gone.stderr, /keep persistentvolumeclaim\/\S+: it may hold data/)
  await runs()
  assert.equal(await names('pvc'), [volume])
  await done('deploy', 'base')

  await kubectl('create', 'deployment', 'taken-web', '--image=busybox:1')
  write({ 'taken.yaml': manifest('taken', 'v1', { web: {} }) })
  await done('put')
  const taken = await mc('deploy', 'taken')
  assert.is(taken.code, 1)
  assert.match(taken.stdout + taken.stderr, /`deployment\/taken-web` is there already/)

  write({ 'far.yaml': manifest('far', 'v1', { web: {} }, { namespace: 'elsewhere' }) })
  await done('put')
  const far = await mc('deploy', 'far')
  assert.is(far.code, 1)
  assert.match(far.stdout + far.stderr, /is for the namespace `elsewhere`/)
  assert.equal((await done('list')).stdout.match(/^far .*$/m)?.[0].includes('v1  v1'), false)

  await kubectl('create', 'quota', 'few', '--hard=count/deployments.apps=2')
  write({ 'large.yaml': manifest('large', 'v1', { one: {}, two: {} }) })
  await done('put')
  const large = await waitFor(
    () => mc('deploy', 'large'),
    ({ code }) => code === 3,
    10,
  )
  assert.match(large.stderr, /quota/)
}

async function remembered({ done, kubectl, write }: LatticeHere): Promise<void> {
  write({
    'built.yaml': manifest('built', 'v1', { web: { image: undefined, build: { context: '.' } } }),
    'other.yaml': manifest('other', 'v1', { web: {} }),
  })
  await done('put')
  await done('deploy', 'built', '--set', 'kubernetes.registry=registry.example/one')
  const image = () => kubectl('get', 'deployment', 'built-web', '-o', 'jsonpath={.spec.template.spec.containers[0].image}')
  assert.match(await image(), /^registry\.example\/one\//)
  const digest = `sha256:${'a'.repeat(64)}`
  write({
    'images.json': JSON.stringify({ version: 1, images: { 'built/web': { image: 'registry.example/two/web', tag: 'v1', digest } } }),
  })
  await done('deploy', 'built', '--images', 'images.json')
  assert.is(await image(), `registry.example/two/web:v1@${digest}`)
  const other = await done('deploy', 'other')
  assert.not.match(other.stderr, /built/)
  assert.is(await image(), `registry.example/two/web:v1@${digest}`)
  await done('undeploy', 'other')
  assert.is(await image(), `registry.example/two/web:v1@${digest}`)
}

async function states(kube: KubeEngine, { namespace, mc, done, kubectl, write }: LatticeHere): Promise<void> {
  write({ 'shop.yaml': shop('v1'), 'store.yaml': store('v1') })
  await done('put')
  await done('deploy', 'store', 'shop')
  // there is no node yet
  const early = await mc('status')
  assert.is(early.code, 1)
  assert.match(early.stdout, /store\/redis +v1 +progressing/)
  await withKubelet(kube, [namespace], () =>
    waitFor(
      () => mc('status'),
      ({ code }) => code === 0,
      30,
    ),
  )
  assert.match((await done('status')).stdout, /shop\/cache +v1 +ready/)
  await kubectl('delete', 'service', 'store-redis')
  const lost = await mc('status')
  assert.is(lost.code, 1)
  assert.match(lost.stdout, /store\/redis is missing: service\/store-redis is not there/)
  await kubectl('delete', 'deployment', 'store-tool')
  assert.match((await mc('status')).stdout, /store\/tool is missing: nothing that runs it is there/)
  const [pod = ''] = (await kubectl('get', 'pods', '-l', 'app.kubernetes.io/name=redis', '-o', 'name')).trim().split('\n')
  const why = { reason: 'ImagePullBackOff', message: 'no such image' }
  const waiting = { name: 'redis', image: 'x', imageID: '', ready: false, restartCount: 0, state: { waiting: why } }
  const status = { conditions: [{ type: 'Ready', status: 'False' }], containerStatuses: [waiting] }
  await kubectl('patch', pod, '--subresource=status', '--type=merge', '-p', JSON.stringify({ status }))
  await waitFor(
    () => mc('status'),
    ({ stdout }) => /store\/redis is failed: pod store-redis-\S+: redis waits, ImagePullBackOff: no such image/.test(stdout),
    10,
  )
}

async function broken(kube: KubeEngine, { namespace, mc, done, runs, write, folder }: LatticeHere): Promise<void> {
  write({ 'shop.yaml': shop('v1'), 'store.yaml': store('v1'), 'side.yaml': manifest('side', 'v1', { job: {} }) })
  await done('put')
  const config = readFileSync(kube.env['KUBECONFIG']!, 'utf8')
  const port = Number(/https:\/\/127\.0\.0\.1:(\d+)/.exec(config)?.[1])
  const through = async (words: readonly string[], bytes?: number): Promise<Ran & { readonly sent: number }> => {
    const proxy = await cutProxy(port, bytes)
    write({ kubeconfig: config.replace(`:${port}`, `:${proxy.port}`) })
    const env = { ...kube.env, KUBECONFIG: join(folder, 'kubeconfig'), MC_LATTICE: `kube://tests/${namespace}`, MC_ACTOR: 'tester' }
    const ran = await run(words, { cwd: folder, env })
    proxy.close()
    return { ...ran, sent: proxy.sent() }
  }
  const acts = [
    { words: ['deploy', 'store', 'shop'], parts: [0.3, 0.6, 0.75, 0.9], afterwards: ['shop-web', 'store-redis', 'store-tool'] },
    { words: ['undeploy', 'store', '--strategy', 'weakchild'], parts: [0.5, 0.8, 0.95], afterwards: ['shop-web', 'store-redis'] },
  ]
  let cuts = 0
  let unfinished = 0
  for (const { words, parts, afterwards } of acts) {
    const whole = await through(words)
    assert.is(whole.code, 0, whole.stderr)
    await runs(...afterwards)
    for (const part of parts) {
      await done(...(words[0] === 'deploy' ? ['undeploy', 'store', 'shop'] : ['deploy', 'store', 'shop']))
      const cut = await through(words, whole.sent * part)
      if (cut.code !== 0) {
        assert.is(cut.code, 3, cut.stderr)
        assert.not.match(cut.stderr, /bug in mc|at .*\.ts:/)
      }
      cuts += cut.code === 3 ? 1 : 0
      // the lattice is the one before or the one after, and what runs follows it, whoever acts next
      const { stdout } = await done('list', '--format', 'json')
      const applications: readonly { readonly application: string; readonly deployed: string | null }[] = JSON.parse(stdout).applications
      const isDone = (applications.find(({ application }) => application === 'store')?.deployed !== null) === (words[0] === 'deploy')
      if (isDone && cut.code === 3) {
        unfinished++
        assert.match(cut.stderr, /the lattice has the change, and the cluster not all of it/)
        assert.match((await mc('status')).stdout, /its last act was not carried out to the end/)
      }
      await done(part > 0.7 ? 'undeploy' : 'deploy', 'side')
      const before = words[0] === 'deploy' ? [] : ['shop-web', 'store-redis', 'store-tool']
      await runs(...(isDone ? afterwards : before), ...(part > 0.7 ? [] : ['side-job']))
      assert.not.match((await mc('status')).stdout, /not carried out/)
    }
  }
  assert.ok(cuts >= 5 && unfinished >= 2, `${cuts} were cut, ${unfinished} of them after the lattice had changed`)
}

const all = [
  'order-status-orderstatusprovider',
  'orders-fulfilmentprocessor',
  'orders-orderprocessor',
  'platform-mosquitto',
  'platform-redis',
]
