import * as assert from 'uvu/assert'
import { actOn, type Intent } from '../../../src/commands/lattice/act.js'
import { historyIn } from '../../../src/commands/lattice/history.js'
import { statusIn } from '../../../src/commands/lattice/status.js'
import { Failure } from '../../../src/failure.js'
import { type ComponentState, type Platform, PlatformRefusal } from '../../../src/store/platform.js'
import { tests } from '../../harness.js'
import { manifest } from './manifests.js'
import { openLattice } from './open-lattice.js'

const files = { 'shop.yaml': manifest('shop', ['web'], { version: '1' }) }
const flags = { strategy: 'non_destructive', format: 'text', timeout: 30 } as const
const deployShop: Intent = {
  words: ['deploy', 'shop'],
  request: async () => ({ act: 'deploy', versions: [{ application: 'shop', version: '1' }], strategy: 'non_destructive' }),
}
const conflict = new PlatformRefusal([
  { code: 'lifecycle/managed-by-other', message: '`helm` manages `spec.replicas`', help: ['let it go'] },
])

/** A platform that has these things to do, each once. */
function platformOf(lines: readonly string[], parts: Partial<Platform> = {}): Platform {
  let left = lines
  return {
    target: 'kubernetes',
    prepare: async () => ({ lines: left, isEmpty: left.length === 0 }),
    async carryOut(work, tell) {
      for (const line of work.lines) tell(line)
      left = []
    },
    status: async () => [],
    ...parts,
  }
}

tests('an act on a platform', {
  'says what it does, and when all of it is done': async () => {
    const { store, context, written } = await openLattice(files, { platform: platformOf(['create deployment/shop-web']) })
    assert.is(await actOn(store, deployShop, { ...flags, explain: true }, context), 0)
    const told = written()
    assert.match(told.stdout, /\n {2}create deployment\/shop-web\n$/)
    assert.match(told.stderr, /1 started; 1 object to be made as they should be; nothing was changed/)
    assert.is((await store.read()).records.get('shop')?.deployed, undefined)
    assert.is(await actOn(store, deployShop, flags, context), 0)
    assert.match(
      written().stderr,
      /^ {2}create deployment\/shop-web\ndeployed shop 1: 1 started; 1 object made as they should be \(dir:\.mc, /,
    )
    const record = (await store.read()).records.get('shop')
    assert.equal([record?.deployed, record?.pending], ['1', undefined])
    assert.is(await actOn(store, deployShop, flags, context), 0)
    assert.is(written().stderr, 'nothing to do: shop 1\n')
  },
  'makes right what somebody has changed, and does not call it nothing': async () => {
    const { store, context, written } = await openLattice(files, {})
    await actOn(store, deployShop, flags, context)
    written()
    const lines = ['update deployment/shop-web', 'create service/shop-web', 'keep claim/data: it may hold data']
    assert.is(await actOn({ ...store, platform: platformOf(lines) }, deployShop, flags, context), 0)
    assert.match(written().stderr, /deployed shop 1: 2 objects made as they should be \(/)
  },
  'changes nothing where the platform refuses, and says why': async () => {
    const platform = platformOf([], { prepare: () => Promise.reject(conflict) })
    const { store, context, written } = await openLattice(files, { platform })
    assert.is(await actOn(store, deployShop, flags, context), 1)
    assert.match(
      written().stderr,
      /^error: `helm` manages `spec\.replicas` \[lifecycle\/managed-by-other\]\n {2}= help: let it go\nrefused: 1 objection; nothing was changed/,
    )
    assert.is((await store.read()).records.get('shop')?.deployed, undefined)
  },
  'that was cut off is told so, seen by status, and goes on with the next': async () => {
    for (const reason of [new Failure(3, 'the cluster is away'), conflict]) {
      const away = platformOf(['create deployment/shop-web'], { carryOut: () => Promise.reject(reason) })
      const { store, context, written } = await openLattice(files, { platform: away })
      try {
        await actOn(store, deployShop, flags, context)
        assert.unreachable()
      } catch (error) {
        assert.instance(error, Failure)
        assert.match((error as Failure).message, /; the lattice has the change, and the cluster not all of it: give the same command again/)
      }
      written()
      assert.is(await statusIn(store, undefined, flags, context), 1)
      assert.match(written().stdout, /^trouble: shop: its last act was not carried out to the end \(since .*, by ann\); repeat it$/m)
      const back = { ...store, platform: platformOf(['create deployment/shop-web']) }
      assert.is(await actOn(back, deployShop, flags, context), 0)
      assert.match(written().stderr, /1 object made as they should be/)
      assert.is((await store.read()).records.get('shop')?.pending, undefined)
    }
  },
})

tests('mc status of a platform', {
  'is 1 until all of it is ready, in the words of the platform': async () => {
    const states = (state: ComponentState['state']): Partial<Platform> => ({
      status: async () => [{ id: 'shop/web', state, message: '0 of 1 replicas\u001b[2J' }],
    })
    const { store, context, written } = await openLattice(files, { platform: platformOf([]) })
    await actOn(store, deployShop, flags, context)
    for (const [state, code] of [
      ['ready', 0],
      ['unknown', 0],
      ['progressing', 1],
      ['failed', 1],
      ['missing', 1],
    ] as const) {
      written()
      assert.is(await statusIn({ ...store, platform: platformOf([], states(state)) }, 'shop', flags, context), code, state)
      const { stdout } = written()
      assert.match(stdout, new RegExp(`^shop/web +1 +${state} `, 'm'))
      if (code === 1) assert.match(stdout, `trouble: shop/web is ${state}: 0 of 1 replicas␛[2J\n`)
    }
  },
})

tests('mc history of a lattice without one', {
  'lists the versions, and says that no more is known': async () => {
    const { store, context, written } = await openLattice(files, { hasHistory: false })
    await actOn(store, deployShop, flags, context)
    written()
    assert.is(await historyIn(store, 'shop', flags, context), 0)
    const { stdout, stderr } = written()
    assert.match(stdout, /^- .*put +1 +-\n- +- +- +deploy +1 +-\n$/m)
    assert.match(stderr, 'keeps no history')
  },
})
