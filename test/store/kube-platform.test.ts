import * as assert from 'uvu/assert'
import type { ApplicationRecord, ComponentOutline } from '../../src/generated/lattice-record.js'
import type { KubeObject, OwnerReference } from '../../src/store/kube/kube-object.js'
import { compare, isSame } from '../../src/store/kube/platform/compare.js'
import { holdersOf } from '../../src/store/kube/platform/holders-of.js'
import { linesOf } from '../../src/store/kube/platform/lines-of.js'
import { ownerObject } from '../../src/store/kube/platform/owner-object.js'
import { rankOf } from '../../src/store/kube/platform/rank-of.js'
import type { Live } from '../../src/store/kube/platform/read-live.js'
import { type WantedObject, wantedObjects } from '../../src/store/kube/platform/wanted-objects.js'
import { ownerName } from '../../src/store/kube/platform/words.js'
import { tests } from '../harness.js'

tests('who holds what on Kubernetes', {
  'the own application, and everyone who needs it, also through others': () => {
    const records = lattice({
      store: { components: { redis: {}, disk: {}, tool: {} }, links: { redis: ['disk'] } },
      api: { components: { cache: { uses: 'store/redis' }, web: {} }, links: { web: ['cache'] } },
      shop: { components: { backend: { uses: 'api/web' } } },
    })
    assert.equal(Object.fromEntries(holdersOf(records)), {
      'api/cache': ['api', 'shop'],
      'api/web': ['api', 'shop'],
      'shop/backend': ['shop'],
      'store/disk': ['api', 'shop', 'store'],
      'store/redis': ['api', 'shop', 'store'],
      'store/tool': ['store'],
    })
  },
  'a weak child is held by those who need it alone': () => {
    const records = lattice({
      store: { components: { redis: {} }, deployed: false, retained: ['redis'] },
      api: { components: { cache: { uses: 'store/redis' } } },
    })
    assert.equal(holdersOf(records).get('store/redis'), ['api'])
  },
  'who is not deployed holds nothing': () => {
    const records = lattice({
      store: { components: { redis: {} } },
      api: { components: { cache: { uses: 'store/redis' } }, deployed: false },
    })
    assert.equal([...holdersOf(records)], [['store/redis', ['store']]])
  },
  'circles end': () => {
    const records = lattice({ ring: { components: { a: {}, b: {} }, links: { a: ['b'], b: ['a'] } } })
    assert.equal(holdersOf(records).get('ring/a'), ['ring'])
  },
})

tests('comparing with what runs', {
  'what is there as it should be is left alone': () => {
    const wanted = [object('api', 'web', ['api'])]
    assert.ok(isSame(compare(wanted, new Set(['api']), alive(wanted, ['api']))))
  },
  'what says something else is updated, what is held by others is held anew': () => {
    const wanted = [object('api', 'web', ['api']), object('store', 'redis', ['api', 'store'])]
    const live = alive(wanted, ['api', 'store'])
    const [web, redis] = [wanted[0]!, wanted[1]!]
    const edited = new Map(live.held).set(web.key, {
      ...live.held.get(web.key)!,
      metadata: { ...live.held.get(web.key)!.metadata, annotations: {} },
    })
    const found = compare([web, { ...redis, holders: ['store'] }], new Set(['api', 'store']), { ...live, held: edited })
    assert.equal(keys(found.update), ['apps/Deployment/web'])
    assert.equal(keys(found.hold), ['apps/Deployment/redis'])
    assert.equal(found.create, [])
  },
  'what others hold as well is removed by request, and what nobody else holds goes with its owner': () => {
    const wanted = [object('api', 'web', ['api']), object('store', 'redis', ['api', 'store']), object('store', 'tool', ['store'])]
    const found = compare([wanted[0]!], new Set(['api']), alive(wanted, ['api', 'store']))
    assert.equal(names(found.remove), ['redis'])
    assert.equal(names(found.collect), ['tool'])
    assert.equal(names(found.oldOwners), [ownerName('store')])
  },
  'what lost its last owner by an edit is nobody’s, and is removed by request': () => {
    const wanted = [object('store', 'redis', [])]
    assert.equal(names(compare([], new Set(), alive(wanted, [])).remove), ['redis'])
  },
  'an owner that was made anew under its name does not hold': () => {
    const wanted = [object('api', 'web', ['api'])]
    const live = alive(wanted, ['api'])
    const anew = new Map([['api', { ...live.owners.get('api')!, metadata: { ...live.owners.get('api')!.metadata, uid: 'another' } }]])
    assert.equal(keys(compare(wanted, new Set(['api']), { ...live, owners: anew }).hold), ['apps/Deployment/web'])
  },
  'data stays, whoever goes': () => {
    const wanted = [object('store', 'data', [], 'v1', 'PersistentVolumeClaim')]
    const live = alive(wanted, ['store'])
    const found = compare([], new Set(), live)
    assert.equal([names(found.keep), names(found.remove), names(found.collect)], [['data'], [], []])
    assert.equal(linesOf(found, live, new Set(['store'])), [
      'remove the owner object of store',
      'keep persistentvolumeclaim/data: it may hold data; kubectl delete persistentvolumeclaim data removes it',
    ])
  },
  'claims that a StatefulSet leaves behind are said': () => {
    const plain = object('store', 'db', ['store'], 'apps/v1', 'StatefulSet')
    const own = { ...plain, content: { ...plain.content, spec: { volumeClaimTemplates: [{ metadata: { name: 'data' } }] } } }
    const live = alive([own], ['store'])
    assert.match(
      linesOf(compare([], new Set(), live), live, new Set(['store'])).at(-1) ?? '',
      /keep persistentvolumeclaim\/data-db-0 .*may hold data/,
    )
  },
  'what is just being removed is waited for and made anew': () => {
    const wanted = [object('api', 'web', ['api'])]
    const live = alive(wanted, ['api'])
    const leaving = new Map([
      [
        wanted[0]!.key,
        { ...live.held.get(wanted[0]!.key)!, metadata: { ...live.held.get(wanted[0]!.key)!.metadata, deletionTimestamp: 'now' } },
      ],
    ])
    const found = compare(wanted, new Set(['api']), { ...live, held: leaving })
    assert.equal([names(found.leaving), found.update, found.hold], [['web'], [], []])
  },
  'a Job that has removed itself is not run again, another one is': () => {
    const job = (name: string): WantedObject => {
      const made = object('api', name, ['api'], 'batch/v1', 'Job')
      return { ...made, content: { ...made.content, spec: { ttlSecondsAfterFinished: 60 } } }
    }
    const live = alive([], ['api'])
    const owners = new Map([['api', { ...live.owners.get('api')!, ...ownerData('api', ['batch/Job/done']) }]])
    const found = compare([job('done'), job('other')], new Set(['api']), { ...live, owners })
    assert.equal(keys(found.create), ['batch/Job/other'])
  },
  'lines are in the order of the work': () => {
    const wanted = [object('api', 'web', ['api']), object('api', 'account', ['api'], 'v1', 'ServiceAccount')]
    const none: Live = { owners: new Map(), held: new Map(), others: new Map() }
    assert.equal(linesOf(compare(wanted, new Set(['api']), none), none, new Set()), [
      'create the owner object of api',
      'create serviceaccount/account',
      'create deployment/web',
    ])
  },
})

tests('objects as they are applied', {
  'carry the label and a digest, and not who needs them': () => {
    const records = lattice({ store: { components: { redis: {} } }, api: { components: { cache: { uses: 'store/redis' } } } })
    const content = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        name: 'store-redis',
        labels: { 'manifest-compiler.dev/application': 'store', 'manifest-compiler.dev/component': 'redis' },
        annotations: { 'manifest-compiler.dev/needed-by': 'api', note: 'x' },
      },
    }
    const [own] = wantedObjects({ artifacts: [{ path: 'store/redis/service.yaml', text: '', content }], records })
    assert.equal(own?.holders, ['api', 'store'])
    assert.equal(own?.notes, { 'manifest-compiler.dev/needed-by': 'api' })
    assert.is(own?.content.metadata.labels?.['manifest-compiler.dev/held'], 'true')
    assert.equal(Object.keys(own?.content.metadata.annotations ?? {}), ['note', 'manifest-compiler.dev/digest'])
    const quiet = { ...content, metadata: { ...content.metadata, annotations: { note: 'x' } } }
    const [other] = wantedObjects({ artifacts: [{ path: 'x.yaml', text: '', content: quiet }], records })
    assert.equal(other?.content, own?.content)
  },
  'what is rendered for the sake of its address alone does not run': () => {
    const records = lattice({
      store: { components: { redis: {} }, deployed: false },
      api: { components: { cache: { uses: 'store/redis' } } },
    })
    const labels = { 'manifest-compiler.dev/application': 'store', 'manifest-compiler.dev/component': 'redis' }
    const { 'manifest-compiler.dev/application': application } = labels
    const content = (name: string, own: Readonly<Record<string, string>>) => ({
      path: `${name}.yaml`,
      text: '',
      content: { apiVersion: 'v1', kind: 'Service', metadata: { name, labels: own } },
    })
    const artifacts = [content('redis', labels), content('whole', { 'manifest-compiler.dev/application': application })]
    assert.equal(wantedObjects({ artifacts, records }), [])
  },
  'a kustomization and a text are no objects; a given object is read from its text': () => {
    const records = lattice({ api: { components: { web: {} } } })
    const kustomization = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', metadata: { name: 'api' } }
    const found = wantedObjects({
      artifacts: [
        { path: 'kustomization.yaml', text: '', content: kustomization },
        { path: 'README.md', text: 'kind: Service' },
        {
          path: 'api/x/secret.yaml',
          text: 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: x\n  labels:\n    manifest-compiler.dev/application: api\n',
        },
      ],
      records,
    })
    assert.equal(keys(found), ['/Secret/x'])
    assert.equal(found[0]?.holders, ['api'])
  },
  'accounts come before what runs, and routes last': () => {
    const kinds = ['Ingress', 'Deployment', 'Frob', 'Service', 'ServiceAccount', 'ConfigMap', 'Job']
    assert.equal(
      kinds.sort((one, other) => rankOf(one) - rankOf(other)),
      ['ServiceAccount', 'ConfigMap', 'Service', 'Deployment', 'Frob', 'Job', 'Ingress'],
    )
  },
  'owners of names that Kubernetes cannot tell apart stay apart': () => {
    assert.is.not(ownerName('Orders'), ownerName('orders'))
    assert.match(ownerName('Größe/'), /^manifest-compiler\.owner\.[a-z0-9-]+$/)
  },
})

interface Sketch {
  readonly components: Readonly<Record<string, { readonly uses?: string }>>
  readonly links?: Readonly<Record<string, readonly string[]>>
  readonly deployed?: boolean
  readonly retained?: readonly string[]
}

function lattice(sketches: Readonly<Record<string, Sketch>>): ReadonlyMap<string, ApplicationRecord> {
  const place = { line: 1, column: 1 }
  const entries = Object.entries(sketches).map(([name, { components, links = {}, deployed = true, retained = [] }]) => {
    const outlines = Object.entries(components).map(([own, { uses }]): ComponentOutline => {
      const [application = '', component = ''] = uses?.split('/') ?? []
      return {
        name: own,
        kind: 'container',
        ...(uses !== undefined && { uses: { application, component, ...place } }),
        links: (links[own] ?? []).map((to) => ({ to, ...place })),
      }
    })
    const version = {
      version: '1',
      content: '',
      text: '',
      file: 'x',
      line: 1,
      at: '',
      actor: '',
      outline: { shared: true, components: outlines, claims: [] },
    }
    const record: ApplicationRecord = {
      format: 1,
      name,
      ...(deployed && { deployed: '1' }),
      retained: retained.map((component) => ({ component, version: '1' })),
      versions: [version],
    }
    return [name, record] as const
  })
  return new Map(entries.sort(([one], [other]) => (one < other ? -1 : 1)))
}

function object(application: string, name: string, holders: readonly string[], apiVersion = 'apps/v1', kind = 'Deployment'): WantedObject {
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : ''
  const labels = { 'manifest-compiler.dev/application': application, 'manifest-compiler.dev/held': 'true' }
  const metadata = { name, labels, annotations: { 'manifest-compiler.dev/digest': 'same' } }
  return { key: `${group}/${kind}/${name}`, content: { apiVersion, kind, metadata }, application, component: name, holders, notes: {} }
}

function ownerData(application: string, objects: readonly string[]): Partial<KubeObject> {
  return { data: ownerObject(application, { kinds: [], objects })['data'] }
}

/** What is there when all of it was carried out. */
function alive(wanted: readonly WantedObject[], applications: readonly string[]): Live {
  const owner = (application: string): KubeObject => {
    const made = ownerObject(application, { kinds: [], objects: [] })
    return { ...made, metadata: { ...made.metadata, uid: `uid of ${application}` } }
  }
  const refer = (application: string): OwnerReference => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    name: ownerName(application),
    uid: `uid of ${application}`,
  })
  return {
    owners: new Map(applications.map((application) => [application, owner(application)])),
    held: new Map(
      wanted.map(({ key, content, holders }) => [
        key,
        { ...content, metadata: { ...content.metadata, uid: key, ...(holders.length > 0 && { ownerReferences: holders.map(refer) }) } },
      ]),
    ),
    others: new Map(),
  }
}

function keys(objects: readonly WantedObject[]): readonly string[] {
  return objects.map(({ key }) => key)
}

function names(objects: readonly KubeObject[]): readonly string[] {
  return objects.map(({ metadata }) => metadata.name)
}
