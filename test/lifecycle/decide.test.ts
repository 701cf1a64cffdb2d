import * as assert from 'uvu/assert'
import type { ApplicationRecord } from '../../src/generated/lattice-record.js'
import { applicationsThatNeed } from '../../src/lifecycle/applications-that-need.js'
import { decide } from '../../src/lifecycle/decide.js'
import type { Decision, Request } from '../../src/lifecycle/decision.js'
import { eventsOf } from '../../src/lifecycle/events-of.js'
import { explainDecision, verdictOf } from '../../src/lifecycle/explain-decision.js'
import { golden, tests } from '../harness.js'
import { lattice, made } from './records.js'

/** A platform that two applications use: redis is needed, and by it its settings; the dashboard is not. */
const platform = made('platform', '1.0.0', [
  { name: 'redis', links: ['settings'] },
  { name: 'settings' },
  { name: 'dashboard', links: ['redis'] },
])
const orders = made('orders', '3.0.0', [
  { name: 'api', links: ['cache'] },
  { name: 'cache', uses: 'platform/redis' },
])
const invoices = made('invoices', '2.0.0', [{ name: 'cache', uses: 'platform/redis' }])
const shop = lattice(
  { name: 'invoices', versions: [invoices] },
  { name: 'orders', versions: [orders] },
  { name: 'platform', versions: [platform] },
)

const fates = ({ components }: Decision): string[] => components.map((one) => `${one.application}/${one.component} ${one.fate}`)
const objections = ({ objections: all }: Decision): string[] => all.map(({ code, message }) => `${code}: ${message}`)
const then = (records: ReadonlyMap<string, ApplicationRecord>, { records: changed }: Decision): Map<string, ApplicationRecord> => {
  const next = new Map(records)
  for (const [name, record] of changed)
    if (record === undefined) next.delete(name)
    else next.set(name, record)
  return next
}
const undeploy = (strategy: Request['strategy'], ...applications: string[]): Request => ({ act: 'undeploy', applications, strategy })
const deploy = (strategy: Request['strategy'], ...versions: string[]): Request => ({
  act: 'deploy',
  strategy,
  versions: versions.map((one) => ({ application: one.split('@')[0]!, version: one.split('@')[1]! })),
})

tests('decide: undeploy', {
  'non_destructive refuses with each needed component, who needs it, and where': () => {
    const decision = decide(shop, undeploy('non_destructive', 'platform'))
    assert.equal(objections(decision), [
      'lifecycle/needed: `platform/redis` is needed by `invoices/cache` and `orders/cache`',
      'lifecycle/needed: `platform/settings` is needed by `platform/redis`',
    ])
    assert.equal(decision.objections[0]!.reasons, [
      { by: 'invoices/cache', version: '2.0.0', kind: 'uses', file: 'invoices.yaml', line: 10, column: 9 },
      { by: 'orders/cache', version: '3.0.0', kind: 'uses', file: 'orders.yaml', line: 20, column: 9 },
    ])
    assert.equal(fates(decision), ['platform/dashboard kept', 'platform/redis kept', 'platform/settings kept'])
    assert.is(decision.records.size, 0)
  },
  'weakchild keeps exactly what is needed, and the last who needs it takes it along': () => {
    const decision = decide(shop, undeploy('weakchild', 'platform'))
    assert.equal(fates(decision), ['platform/dashboard removed', 'platform/redis retained', 'platform/settings retained'])
    const after = then(shop, decision)
    assert.equal(after.get('platform')!.retained, [
      { component: 'redis', version: '1.0.0' },
      { component: 'settings', version: '1.0.0' },
    ])
    assert.not('deployed' in after.get('platform')!)
    const first = decide(after, undeploy('non_destructive', 'orders'))
    assert.equal(fates(first), ['orders/api removed', 'orders/cache removed'])
    const second = decide(then(after, first), undeploy('non_destructive', 'invoices'))
    assert.equal(fates(second), ['invoices/cache removed', 'platform/redis collected', 'platform/settings collected'])
    assert.not('retained' in then(then(after, first), second).get('platform')!)
  },
  'destructive shows who loses what, and asks for consent under the same id': () => {
    const asked = decide(shop, undeploy('destructive', 'platform'))
    assert.equal(objections(asked), ['lifecycle/degrades: 2 components would lose what they need, and 1 more needs them'])
    assert.is(asked.records.size, 0)
    const told = decide(shop, { ...undeploy('destructive', 'platform'), yes: true })
    assert.is(told.id, asked.id)
    assert.equal(told.objections, [])
    assert.equal(
      told.degraded.map(({ application, component, loses }) => `${application}/${component} loses ${loses}`),
      ['invoices/cache loses platform/redis', 'orders/cache loses platform/redis'],
    )
    assert.equal(told.affected, ['orders/api'])
    assert.not('deployed' in then(shop, told).get('platform')!)
  },
  'those that go together do not hold each other': () => {
    assert.equal(objections(decide(shop, undeploy('non_destructive', 'platform', 'orders', 'invoices'))), [])
    assert.is(decide(shop, undeploy('non_destructive', 'platform', 'orders')).objections.length, 2)
  },
})

tests('decide: deploy', {
  'a version without a needed component': () => {
    const without = made('platform', '2.0.0', [{ name: 'dashboard' }, { name: 'settings' }])
    const records = lattice({ name: 'orders', versions: [orders] }, { name: 'platform', versions: [platform, without] })
    assert.equal(objections(decide(records, deploy('non_destructive', 'platform@2.0.0'))), [
      'lifecycle/not-offered: `platform` 2.0.0 has no component `redis`, which is needed by `orders/cache`',
    ])
    const beside = decide(records, deploy('weakchild', 'platform@2.0.0'))
    assert.equal(fates(beside), ['platform/dashboard replaced', 'platform/redis retained', 'platform/settings replaced'])
    const back = decide(then(records, beside), deploy('non_destructive', 'platform@1.0.0'))
    assert.equal(fates(back), ['platform/dashboard replaced', 'platform/redis adopted', 'platform/settings replaced'])
    assert.equal(then(then(records, beside), back), records)
  },
  'a version that shares no more is refused by weakchild, too': () => {
    const own = made('platform', '2.0.0', [{ name: 'redis' }], false)
    const records = lattice({ name: 'orders', versions: [orders] }, { name: 'platform', versions: [platform, own] })
    for (const strategy of ['non_destructive', 'weakchild'] as const)
      assert.equal(objections(decide(records, deploy(strategy, 'platform@2.0.0'))), [
        'lifecycle/not-offered: `platform` 2.0.0 is no longer shared, and `platform/redis` is needed by `orders/cache`',
      ])
    const decision = decide(records, { ...deploy('destructive', 'platform@2.0.0'), yes: true })
    assert.equal(
      decision.degraded.map(({ application, loses }) => `${application} ${loses}`),
      ['orders platform/redis'],
    )
  },
})

const wide = lattice(
  ...Array.from({ length: 12 }, (_, index) => ({
    name: `tenant-${index + 10}`,
    versions: [made(`tenant-${index + 10}`, '1.0.0', [{ name: 'db', uses: 'platform/redis' }])],
  })),
  { name: 'platform', versions: [platform] },
)

tests('decide: explained', {
  'as text': () => {
    const text = (decision: Decision): string => `${explainDecision(decision)}${verdictOf(decision)}\n`
    golden('lifecycle/explain', {
      'undeploy-non-destructive.txt': text(decide(shop, undeploy('non_destructive', 'platform'))),
      'undeploy-weakchild.txt': text(decide(shop, undeploy('weakchild', 'platform'))),
      'undeploy-destructive.txt': text(decide(shop, undeploy('destructive', 'platform'))),
      'undeploy-destructive-yes.txt': text(decide(shop, { ...undeploy('destructive', 'platform'), yes: true })),
      'undeploy-wide.txt': text(decide(wide, undeploy('non_destructive', 'platform'))),
      'deploy-alone.txt': text(
        decide(lattice({ name: 'orders', versions: [orders], deployed: null }), deploy('weakchild', 'orders@3.0.0')),
      ),
      'unknown.txt': text(decide(shop, undeploy('weakchild', 'plattform'))),
      'nothing.txt': text(decide(shop, deploy('weakchild', 'orders@3.0.0'))),
      'undeploy-nothing-deployed.txt': text(
        decide(lattice({ name: 'orders', versions: [orders], deployed: null }), undeploy('weakchild', 'orders')),
      ),
    })
  },
})

tests('decide: deploying explained', {
  'as text': () => {
    const two = made('platform', '2.0.0', [{ name: 'redis', kind: 'component' }, { name: 'settings' }])
    const three = made('platform', '3.0.0', [{ name: 'gateway' }])
    const records = lattice({ name: 'orders', versions: [orders] }, { name: 'platform', versions: [platform, two, three] })
    const text = (at: ReadonlyMap<string, ApplicationRecord>, request: Request): string => {
      const decision = decide(at, request)
      return `${explainDecision(decision)}${verdictOf(decision)}\n`
    }
    const retained = then(records, decide(records, deploy('weakchild', 'platform@3.0.0')))
    const alone = then(shop, decide(shop, undeploy('weakchild', 'platform')))
    const late = new Map([...alone].filter(([name]) => name !== 'invoices'))
    late.set('invoices', lattice({ name: 'invoices', versions: [invoices], deployed: null }).get('invoices')!)
    golden('lifecycle/explain-deploy', {
      'other-kind.txt': text(records, deploy('weakchild', 'platform@2.0.0')),
      'dropped.txt': text(records, deploy('non_destructive', 'platform@3.0.0')),
      'dropped-weakchild.txt': text(records, deploy('weakchild', 'platform@3.0.0')),
      'dropped-destructive.txt': text(records, { ...deploy('destructive', 'platform@3.0.0'), yes: true }),
      'adopted.txt': text(retained, deploy('non_destructive', 'platform@1.0.0')),
      'collected.txt': text(retained, undeploy('non_destructive', 'orders')),
      'needs-weak-child.txt': text(late, deploy('non_destructive', 'invoices@2.0.0')),
      'unknown-version.txt': text(records, deploy('non_destructive', 'platform@2.0.1')),
      'several-versions.txt': text(records, deploy('non_destructive', 'platform@2.0.0', 'platform@3.0.0')),
      'in-use.txt': text(retained, {
        act: 'delete',
        strategy: 'weakchild',
        versions: [
          { application: 'platform', version: '1.0.0' },
          { application: 'platform', version: '3.0.0' },
        ],
      }),
      'delete.txt': text(shop, { act: 'delete', strategy: 'non_destructive', versions: [{ application: 'platform' }] }),
      'not-shared.txt': text(
        lattice(
          { name: 'orders', versions: [orders], deployed: null },
          { name: 'platform', versions: [made('platform', '1.0.0', [{ name: 'redis' }], false)] },
        ),
        deploy('weakchild', 'orders@3.0.0'),
      ),
      'no-such-component.txt': text(
        lattice(
          { name: 'orders', versions: [orders], deployed: null },
          { name: 'platform', versions: [made('platform', '1.0.0', [{ name: 'redis2' }])] },
        ),
        deploy('weakchild', 'orders@3.0.0'),
      ),
      'not-deployed.txt': text(
        lattice({ name: 'orders', versions: [orders], deployed: null }, { name: 'platform', versions: [platform], deployed: null }),
        deploy('weakchild', 'orders@3.0.0'),
      ),
    })
  },
})

tests('decide: beside the records', {
  'history says what an act did to each application': () => {
    const kept = decide(shop, undeploy('weakchild', 'platform'))
    const who = { at: '2026-01-02T00:00:00Z', actor: 'somebody' }
    assert.equal(
      [...eventsOf(shop, kept, who)],
      [
        [
          'platform',
          {
            act: 'undeploy',
            version: '1.0.0',
            strategy: 'weakchild',
            removed: ['dashboard'],
            retained: ['redis', 'settings'],
            ...who,
          },
        ],
      ],
    )
    const after = then(shop, kept)
    const last = decide(after, undeploy('non_destructive', 'orders', 'invoices'))
    assert.equal(eventsOf(after, last, who).get('platform'), {
      act: 'undeploy',
      strategy: 'non_destructive',
      removed: ['redis', 'settings'],
      by: 'orders, invoices',
      ...who,
    })
  },
  'the deployed applications that hold a component, over any number of steps': () => {
    assert.equal(
      [...applicationsThatNeed(shop)],
      [
        ['platform/redis', ['invoices', 'orders']],
        ['platform/settings', ['invoices', 'orders']],
      ],
    )
    const chain = lattice(
      { name: 'a', versions: [made('a', '1', [{ name: 'x', uses: 'b/y' }])] },
      {
        name: 'b',
        versions: [
          made('b', '1', [
            { name: 'y', links: ['z'] },
            { name: 'z', uses: 'c/w' },
          ]),
        ],
      },
      { name: 'c', versions: [made('c', '1', [{ name: 'w' }, { name: 'alone' }])] },
    )
    assert.equal(
      [...applicationsThatNeed(chain)],
      [
        ['b/y', ['a']],
        ['b/z', ['a']],
        ['c/w', ['a', 'b']],
      ],
    )
    const without = then(chain, decide(chain, undeploy('weakchild', 'b')))
    assert.equal(applicationsThatNeed(without).get('c/w'), ['a'])
  },
})
