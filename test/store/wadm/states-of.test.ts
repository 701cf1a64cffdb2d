import * as assert from 'uvu/assert'
import { statesOf } from '../../../src/store/wadm/states-of.js'
import { readStored } from '../../../src/store/wadm/stored-manifest.js'
import { tests } from '../../harness.js'

const scaled = [{ type: 'spreadscaler', properties: { instances: 1 } }]

const deployed = (name: string, components: readonly object[]) => ({
  name,
  deployed: 'v1',
  versions: [{ version: 'v1', manifest: readStored({ metadata: { name }, spec: { components } })! }],
})

const platform = deployed('platform', [{ name: 'http', type: 'capability', properties: { image: 'x' } }])
const shop = deployed('shop', [
  { name: 'web', type: 'component', properties: { image: 'x', id: 'explicit' }, traits: scaled },
  { name: 'lazy', type: 'component', properties: { image: 'x' } },
  { name: 'http', type: 'capability', properties: { application: { name: 'platform', component: 'http' } } },
])

const listed = (name: string, type: string, scalers: readonly (readonly [string, string, string?])[], message = '') => ({
  name,
  version: 'v1',
  deployed: 'v1',
  status: { type, message },
  scalers: scalers.map(([own, status, words = '']) => ({ kind: 'SpreadScaler', name: own, status: { type: status, message: words } })),
})

const told = (...args: Parameters<typeof statesOf>): string[] =>
  statesOf(...args).map(({ id, state, message }) => `${id} ${state}${message === undefined ? '' : `: ${message}`}`)

const link = 'platform-http -(wasi:http)-> explicit'

tests('states of components that wadm runs', {
  'from its scalers, by identifier': () => {
    const summaries = [
      listed('platform', 'deployed', [['platform-http', 'deployed']]),
      listed('shop', 'deployed', [
        ['explicit', 'deployed'],
        [link, 'deployed'],
      ]),
    ]
    assert.equal(told([platform, shop], summaries), [
      'platform/http ready',
      'shop/web ready',
      'shop/lazy missing: wadm starts no component without a scaler',
      'shop/http ready',
    ])
  },
  'the worst counts, in wadm’s words': () => {
    const summaries = [
      listed('platform', 'failed', [['platform-http', 'failed', 'no such image']]),
      listed('shop', 'reconciling', [
        ['explicit', 'deployed'],
        ['explicit -(wasi:keyvalue)-> kv', 'reconciling', 'Putting link'],
        [link, 'deployed'],
      ]),
    ]
    assert.equal(
      told([platform, shop], summaries).filter((line) => !line.includes('lazy')),
      ['platform/http failed: no such image', 'shop/web progressing: Putting link', 'shop/http failed: no such image'],
    )
  },
  'a reference to what is gone is missing, although wadm calls its application deployed': () => {
    const summaries = [
      listed('shop', 'deployed', [
        ['explicit', 'deployed'],
        [link, 'deployed'],
      ]),
    ]
    assert.ok(told([shop], summaries).includes('shop/http missing: `platform/http` does not run'))
  },
  'without hosts nothing runs': () => {
    const message = 'Waiting for status: Lattice contains no hosts, deployment not started.'
    assert.equal(told([platform], [listed('platform', 'waiting', [], message)]), [`platform/http missing: ${message}`])
  },
})
