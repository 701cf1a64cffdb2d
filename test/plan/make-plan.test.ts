import * as assert from 'uvu/assert'
import { makeLedger } from '../../src/plan/ledger.js'
import { planJson } from '../../src/plan/plan-json.js'
import { planTable } from '../../src/plan/plan-table.js'
import { tests } from '../harness.js'
import { application, planOf, workloadOf } from './plan-of.js'

const shared = '{experimental.wasmcloud.dev/shared: "true", version: v2}'
const platform = application(
  'platform',
  '- name: redis\n  type: webservice\n  properties: {image: "redis:7", port: 6379}\n- name: admin\n  type: worker\n  properties: {image: "admin:1", env: [{name: A, value: "1"}]}\n- name: http\n  type: capability\n  properties: {image: "http:1"}',
  shared,
)
const shop = application(
  'shop',
  `- name: web
  type: webservice
  properties: {image: "web:1", cpu: 250m, limit: {cpu: 1}, memory: 1Gi, ports: [{port: 80, containerPort: 8080, expose: true}, {port: 53, protocol: UDP}]}
  traits: [{type: link, properties: {target: cache}}, {type: scaler, properties: {replicas: 3}}]
- name: cache
  type: webservice
  properties: {application: {name: platform, component: redis}}
- name: sweep
  type: cron-task
  properties: {build: {context: ./sweep}, schedule: '0 3 * * *'}
  dependsOn: [web]`,
  '{version: 1.0.0, description: A shop, team: blue}',
)
const other = application('other', '- name: page\n  type: spin\n  properties: {image: "page:1"}')
const files = { 'platform.yaml': platform, 'shop.yaml': shop, 'other.yaml': other }

tests('plan of a lattice', {
  'has the applications and the order of the start': () => {
    const { plan } = planOf(files)
    assert.equal(
      plan.applications.map(({ name, version, shared, annotations }) => [name, version, shared, annotations]),
      [
        ['other', undefined, false, {}],
        ['platform', 'v2', true, {}],
        ['shop', '1.0.0', false, { team: 'blue' }],
      ],
    )
    assert.equal(plan.waves, [['other/page', 'platform/admin', 'platform/http', 'platform/redis'], ['shop/web'], ['shop/sweep']])
  },
  'does not depend on the order of the files': () => {
    const sorted = planJson(planOf(files))
    const turned = planJson(planOf(Object.fromEntries(Object.entries(files).reverse())))
    assert.equal(JSON.stringify(turned), JSON.stringify(sorted))
  },
  'is the same for an application whatever else there is': () => {
    const alone = planOf({ 'platform.yaml': platform, 'shop.yaml': shop })
    const together = planOf(files)
    for (const id of ['shop/web', 'shop/sweep', 'platform/redis', 'platform/http'])
      assert.equal(workloadOf(together, id), workloadOf(alone, id))
  },
  'of one application holds what it needs, and nobody has to speak of the rest': () => {
    const planned = planOf(files, 'shop')
    const ids = planned.plan.applications.map(({ workloads }) => workloads.map(({ id }) => id))
    assert.equal(ids, [['platform/redis'], ['shop/web', 'shop/sweep']])
    assert.is(planned.plan.applications[0]?.wadm, undefined)
    assert.equal(planned.plan.waves, [['platform/redis'], ['shop/web'], ['shop/sweep']])
    const ledger = makeLedger(planned.trace)
    JSON.stringify(ledger.watch(planned.plan))
    assert.equal(
      planned.manifests.map((manifest) => [manifest.app.metadata.name, ledger.unused(manifest).map(({ key }) => key)]),
      [
        ['platform', []],
        ['shop', []],
      ],
    )
    assert.equal(planOf(files, 'nobody').plan.applications, [])
  },
  'follows a link to a reference once somebody uses it': () => {
    const unused = application(
      'shop',
      '- name: cache\n  type: webservice\n  properties: {application: {name: platform, component: redis}}\n- name: web\n  type: worker\n  properties: {image: x}',
    )
    const planned = planOf({ 'platform.yaml': platform, 'shop.yaml': unused })
    const ledger = makeLedger(planned.trace)
    JSON.stringify(ledger.watch(planned.plan))
    assert.equal(
      ledger.unused(planned.manifests[1]!).map(({ key }) => key),
      ['0'],
      'a reference that nobody uses does nothing',
    )
  },
  'reads as a table': () => {
    assert.is(
      planTable(planOf(files).plan),
      `other
  workload  runs  image   copies  cpu  memory  ports  needs
  page      spin  page:1  1       -    -       80     -

platform (v2, shared)
  workload  runs        image    copies     cpu  memory  ports  needs
  redis     service     redis:7  1          -    -       6379   -
  admin     worker      admin:1  1          -    -       -      -
  http      capability  http:1   default:1  -    -       -      -

shop (1.0.0)
  workload  runs     image          copies  cpu         memory  ports                     needs
  web       service  web:1          3       250m-1000m  1024Mi  80:8080 (exposed) 53/udp  platform/redis
  sweep     cron     build ./sweep  1       -           -       -                         web

order: other/page platform/admin platform/http platform/redis, shop/web, shop/sweep
hosts: default
`,
    )
  },
  'of nothing is empty': () => {
    assert.is(planTable(planOf({}).plan), 'nothing to run\n')
    assert.is(planTable(planOf(application('empty', '[]')).plan), 'empty\n  nothing to run\n')
  },
})
