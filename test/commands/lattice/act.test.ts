import * as assert from 'uvu/assert'
import { temporary, tests } from '../../harness.js'
import { mc, mcJson } from './lattice-run.js'
import { manifest, platform, shop } from './manifests.js'

interface ActJson {
  readonly verdict: string
  readonly revision: string
  readonly command: string | null
  readonly decision: {
    readonly id: string
    readonly components: readonly { application: string; component: string; fate: string }[]
    readonly objections: readonly { code: string }[]
    readonly degraded: readonly { loses: string }[]
  }
}

/** A lattice in which the shop needs the cache of the platform, and both are deployed. */
async function deployed(): Promise<string> {
  const cwd = temporary({ 'platform.yaml': platform, 'shop.yaml': shop })
  assert.is((await mc('put', { cwd })).code, 0)
  assert.is((await mc('deploy platform shop', { cwd })).code, 0)
  return cwd
}

const listed = async (cwd: string): Promise<string> => (await mc('list', { cwd })).stdout
const fates = ({ decision }: ActJson): string[] =>
  decision.components.map(({ application, component, fate }) => `${fate} ${application}/${component}`)

tests('mc deploy', {
  'runs several applications as one act, in whatever order': async () => {
    const cwd = temporary({ 'platform.yaml': platform, 'shop.yaml': shop })
    await mc('put', { cwd })
    const alone = await mc('deploy shop', { cwd })
    assert.is(alone.code, 1)
    assert.match(alone.stdout, /`shop\/store` refers to `platform\/cache`.*\[lifecycle\/not-deployed\]/)
    assert.match(alone.stdout, /shop\.yaml:\d+:\d+/)
    assert.match(alone.stderr, /^refused: 1 objection; nothing was changed \(decision [0-9a-f]{12}\)\n$/)
    const both = await mc('deploy shop platform', { cwd })
    assert.equal([both.code, both.stderr], [0, 'deployed shop 1.0.0, platform 1.0.0: 4 started (dir:.mc, revision 2)\n'])
    assert.match(await listed(cwd), /^platform {5}1\.0\.0 .* shop$/m)
    const again = await mc('deploy shop platform', { cwd })
    assert.equal([again.code, again.stderr], [0, 'nothing to do: shop 1.0.0, platform 1.0.0\n'])
  },
  'takes the newest version, or the one that is named': async () => {
    const cwd = temporary({ 'shop.yaml': manifest('shop', ['web'], { version: '1' }) })
    await mc('put', { cwd })
    await mc('put', { cwd, files: { 'shop.yaml': manifest('shop', ['web'], { version: '2' }) } })
    assert.match((await mc('deploy shop', { cwd })).stderr, 'deployed shop 2:')
    assert.match((await mc('deploy shop@1', { cwd })).stderr, 'deployed shop 1:')
    assert.is((await mc('deploy shop@1 shop@2', { cwd })).code, 2)
  },
  'refuses what cannot stand beside what is deployed': async () => {
    const routed = (name: string): string =>
      `${manifest(name, ['web'], { version: '1' })}      traits:\n        - type: gateway\n          properties: {domain: a.example.com, http: {/: 8080}}\n`
    const cwd = temporary({ 'one.yaml': routed('one') })
    assert.is((await mc('put one.yaml', { cwd })).code, 0)
    // the newest version makes room, and the one that is deployed does not
    assert.is((await mc('put one.yaml', { cwd, files: { 'one.yaml': manifest('one', ['web'], { version: '2' }) } })).code, 0)
    assert.is((await mc('put two.yaml', { cwd, files: { 'two.yaml': routed('two') } })).code, 0)
    assert.is((await mc('deploy one@1', { cwd })).code, 0)
    const { code, stderr } = await mc('deploy two', { cwd })
    assert.is(code, 1)
    assert.match(stderr, /error: route `a\.example\.com\/` leads to two places \[lattice\/route-collision\]/)
    assert.match(stderr, /\nrefused: 1 error; nothing was changed/)
    assert.is((await mc('deploy one two', { cwd })).code, 0)
  },
  'refuses a version that no longer offers what others need': async () => {
    const cwd = await deployed()
    const files = { 'platform.yaml': manifest('platform', ['spare'], { version: '2.0.0', shared: true }) }
    assert.is((await mc('put platform.yaml', { cwd, files })).code, 0)
    const refused = await mcJson<ActJson>('deploy platform', { cwd })
    assert.equal([refused.code, refused.json.verdict], [1, 'refused'])
    assert.equal(
      refused.json.decision.objections.map(({ code }) => code),
      ['lifecycle/not-offered'],
    )
    const kept = await mcJson<ActJson>('deploy platform --strategy weakchild', { cwd })
    assert.equal([kept.code, fates(kept.json)], [0, ['retained platform/cache', 'replaced platform/spare']])
  },
})

tests('mc undeploy', {
  'refuses what others need, and says who, where': async () => {
    const cwd = await deployed()
    const before = await listed(cwd)
    const { code, stdout, stderr } = await mc('undeploy platform', { cwd })
    assert.is(code, 1)
    assert.match(stdout, /`platform\/cache` is needed by `shop\/store` \[lifecycle\/needed\]/)
    assert.match(stdout, `shop.yaml:${shop.split('\n').findIndex((line) => line.includes('application:')) + 2}:`)
    assert.match(stderr, /^refused: 1 objection; nothing was changed/)
    assert.is(await listed(cwd), before)
  },
  'weakchild keeps what is needed until the last who needs it goes, and history tells both': async () => {
    const cwd = await deployed()
    const { code, json } = await mcJson<ActJson>('undeploy platform --strategy weakchild', { cwd })
    assert.equal([code, json.verdict, fates(json)], [0, 'done', ['retained platform/cache', 'removed platform/spare']])
    assert.match(await listed(cwd), /^platform {5}- {9}1\.0\.0 {3}shared {2}cache \(1\.0\.0\) {2}shop$/m)
    const gone = await mcJson<ActJson>('undeploy shop', { cwd })
    assert.ok(fates(gone.json).includes('collected platform/cache'))
    const { json: history } = await mcJson<{ events: Record<string, unknown>[] }>('history platform', { cwd })
    assert.equal(
      history.events.map(({ act, removed, retained, by }) => [act, removed, retained, by]),
      [
        ['put', [], [], null],
        ['deploy', [], [], null],
        ['undeploy', ['spare'], ['cache'], null],
        ['undeploy', ['cache'], [], 'shop'],
      ],
    )
  },
  'destructive needs --yes where somebody loses something': async () => {
    const cwd = await deployed()
    const asked = await mcJson<ActJson>('undeploy platform --strategy destructive', { cwd })
    assert.equal([asked.code, asked.json.verdict], [1, 'refused'])
    assert.equal(
      asked.json.decision.degraded.map(({ loses }) => loses),
      ['platform/cache'],
    )
    const done = await mcJson<ActJson>('undeploy platform --strategy destructive --yes', { cwd })
    assert.equal([done.code, done.json.verdict, done.json.decision.id], [0, 'done', asked.json.decision.id])
    const free = await mcJson<ActJson>('undeploy shop --strategy destructive', { cwd })
    assert.is(free.json.verdict, 'done')
  },
  '--explain changes nothing, and names the command that does exactly this': async () => {
    const cwd = await deployed()
    const before = await listed(cwd)
    const { code, json } = await mcJson<ActJson>('undeploy platform --strategy weakchild --explain', { cwd })
    assert.equal([code, json.verdict], [0, 'explained'])
    assert.is(json.command, `mc undeploy platform --strategy weakchild --expect ${json.decision.id}`)
    assert.is(await listed(cwd), before)
    const text = await mc('undeploy platform --strategy weakchild --explain', { cwd })
    assert.match(text.stderr, `  ${json.command}\n`)
    const done = await mc(json.command!.slice('mc '.length), { cwd })
    assert.equal([done.code, done.stderr], [0, 'undeployed platform: 1 retained, 1 removed (dir:.mc, revision 3)\n'])
  },
  'of what does not run is nothing to do': async () => {
    const cwd = await deployed()
    await mc('undeploy shop platform', { cwd })
    const { code, stderr } = await mc('undeploy shop', { cwd })
    assert.equal([code, stderr], [0, 'nothing to do: shop\n'])
    assert.is((await mc('undeploy shop@2.0.0', { cwd })).code, 2)
    assert.match((await mc('undeploy shop@1.0.0', { cwd })).stderr, 'that version is not deployed')
  },
})

tests('mc rollback', {
  'goes back a version at a time, and never to what was just left': async () => {
    const cwd = temporary()
    for (const version of ['1', '2', '3']) {
      await mc('put', { cwd, files: { 'shop.yaml': manifest('shop', ['web'], { version }) } })
      await mc('deploy shop', { cwd })
    }
    assert.match((await mc('rollback shop', { cwd })).stderr, 'rolled back shop 2:')
    assert.match((await mc('rollback shop', { cwd })).stderr, 'rolled back shop 1:')
    const end = await mc('rollback shop', { cwd })
    assert.equal([end.code, end.stdout], [2, ''])
    assert.match(end.stderr, /no stored version was deployed before `1`; --to names any other/)
    assert.match((await mc('rollback shop --to 3', { cwd })).stderr, 'rolled back shop 3:')
    assert.match((await mc('rollback shop --to 4', { cwd })).stderr, 'no such version')
    const { json } = await mcJson<{ events: { act: string; version: string; former: string | null }[] }>('history shop', { cwd })
    assert.equal(
      json.events.slice(-3).map(({ act, version, former }) => [act, version, former]),
      [
        ['rollback', '2', '3'],
        ['rollback', '1', '2'],
        ['rollback', '3', '1'],
      ],
    )
  },
  'is guarded like any deploy': async () => {
    const cwd = temporary({ 'platform.yaml': manifest('platform', ['spare'], { version: '0.9.0', shared: true }) })
    await mc('put', { cwd })
    await mc('deploy platform', { cwd })
    await mc('put', { cwd, files: { 'platform.yaml': platform, 'shop.yaml': shop } })
    await mc('deploy platform shop', { cwd })
    const { code, json } = await mcJson<ActJson>('rollback platform', { cwd })
    assert.equal([code, json.decision.objections[0]!.code], [1, 'lifecycle/not-offered'])
  },
})

tests('mc delete', {
  'forgets an application, and leaves its history': async () => {
    const cwd = await deployed()
    assert.is((await mc('delete platform', { cwd })).code, 1)
    assert.is((await mc('delete shop', { cwd })).code, 0)
    assert.is((await mc('delete platform', { cwd })).code, 0)
    assert.match((await mc('list', { cwd })).stderr, 'nothing is put')
    assert.match((await mc('history platform', { cwd })).stdout, /ann {2}delete/)
  },
  'refuses a version that runs, and forgets one that does not': async () => {
    const cwd = await deployed()
    await mc('put', { cwd, files: { 'shop.yaml': shop.replace('1.0.0"', '1.1.0"') } })
    const refused = await mcJson<ActJson>('delete shop@1.0.0', { cwd })
    assert.equal([refused.code, refused.json.decision.objections.map(({ code }) => code)], [1, ['lifecycle/in-use']])
    assert.is((await mc('delete shop@1.1.0', { cwd })).code, 0)
    assert.is((await mc('get shop@1.1.0', { cwd })).code, 2)
    assert.is((await mc('get shop', { cwd })).stdout, shop)
  },
  'by weakchild waits for those who need something, and a new put brings the application back': async () => {
    const cwd = await deployed()
    assert.is((await mc('delete platform --strategy weakchild', { cwd })).code, 0)
    assert.match(await listed(cwd), /^platform {5}deleted .*cache \(1\.0\.0\) {2}shop$/m)
    assert.match((await mc('put platform.yaml', { cwd })).stdout, 'created  platform  1.0.0')
    assert.match(await listed(cwd), /^platform {5}- {9}1\.0\.0/m)
    await mc('delete platform --strategy weakchild', { cwd })
    assert.is((await mc('undeploy shop', { cwd })).code, 0)
    assert.not.match(await listed(cwd), 'platform')
  },
})
