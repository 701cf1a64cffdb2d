import * as assert from 'uvu/assert'
import { temporary, tests } from '../../harness.js'
import { mc, mcJson } from './lattice-run.js'
import { platform, shop } from './manifests.js'

interface StatusJson {
  readonly ok: boolean
  readonly troubles: readonly string[]
  readonly applications: readonly {
    readonly application: string
    readonly components: readonly { component: string; weakChild: boolean; neededBy: string[]; lacks: { id: string; why: string }[] }[]
  }[]
}

async function deployed(): Promise<string> {
  const cwd = temporary({ 'platform.yaml': platform, 'shop.yaml': shop })
  await mc('put', { cwd })
  assert.is((await mc('deploy platform shop', { cwd })).code, 0)
  return cwd
}

tests('mc status', {
  'is 0 where everything needed is there, weak children too': async () => {
    const cwd = await deployed()
    const fine = await mc('status', { cwd })
    assert.equal([fine.code, fine.stderr], [0, 'ok: 2 of 2 applications deployed, 4 components (dir:.mc)\n'])
    assert.match(fine.stdout, /^platform\/cache +1\.0\.0 +- +shop$/m)
    await mc('undeploy platform --strategy weakchild', { cwd })
    const { code, json } = await mcJson<StatusJson>('status', { cwd })
    assert.equal([code, json.ok], [0, true])
    const [own] = json.applications[0]!.components
    assert.equal([own!.component, own!.weakChild, own!.neededBy, own!.lacks], ['cache', true, ['shop'], []])
  },
  'is 1 where something needed is gone, with the line that needs it': async () => {
    const cwd = await deployed()
    assert.is((await mc('undeploy platform --strategy destructive --yes', { cwd })).code, 0)
    const { code, stdout, stderr } = await mc('status', { cwd })
    assert.is(code, 1)
    assert.match(stdout, /^trouble: shop\/store needs platform\/cache, which is not there \(shop\.yaml:\d+:\d+\)$/m)
    assert.is(stderr, 'not well: 1 trouble in dir:.mc\n')
    const { json } = await mcJson<StatusJson>('status shop', { cwd })
    assert.equal(
      json.applications.map(({ application }) => application),
      ['shop'],
    )
    assert.equal(
      json.applications[0]!.components.flatMap(({ lacks }) => lacks.map(({ id, why }) => [id, why])),
      [['platform/cache', 'gone']],
    )
    assert.is((await mc('status platform', { cwd })).code, 0)
    assert.is((await mc('status shp', { cwd })).code, 2)
  },
})
