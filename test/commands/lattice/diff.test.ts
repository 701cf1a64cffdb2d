import * as assert from 'uvu/assert'
import { temporary, tests, writeTree } from '../../harness.js'
import { mc, mcJson } from './lattice-run.js'
import { manifest } from './manifests.js'

const platform = (version: string, ...components: string[]): string => manifest('platform', components, { shared: true, version })
const shop = manifest('shop', ['cache = platform/cache', 'web -> cache'], { version: '1' })

interface DiffJson {
  readonly compared: boolean
  readonly applications: readonly {
    application: string
    change: string
    against: object | null
    components: readonly { component: string; change: string }[]
  }[]
  readonly affected: readonly { application: string; needs: string; file: string; line: number; column: number }[]
  readonly diagnostics: readonly { code: string }[]
}

/** A lattice with `platform` and `shop` deployed, and their files. */
async function deployed(): Promise<string> {
  const cwd = temporary({ 'platform.yaml': platform('1', 'cache', 'disk'), 'shop.yaml': shop })
  for (const line of ['put', 'deploy platform shop']) assert.is((await mc(line, { cwd })).code, 0)
  return cwd
}

tests('mc diff', {
  'exits 0 where the files say what is stored, in whatever words': async () => {
    const cwd = await deployed()
    writeTree(cwd, { 'shop.yaml': `# a comment\n${shop}` })
    const { code, stdout, stderr } = await mc('diff', { cwd })
    assert.equal([code, stdout, stderr], [0, '', 'no difference\n'])
    assert.is((await mcJson<DiffJson>('diff', { cwd })).code, 0)
  },
  'exits 1 with what differs and whom it reaches': async () => {
    const cwd = await deployed()
    writeTree(cwd, { 'platform.yaml': platform('2', 'disk', 'queue'), 'blog.yaml': manifest('blog', ['web']) })
    const { code, stdout, stderr } = await mc('diff platform.yaml blog.yaml', { cwd })
    assert.is(code, 1)
    assert.equal(stdout.split('\n'), [
      '+ blog (new)',
      '+   web',
      '~ platform (against 1, deployed)',
      '~    metadata.annotations.version: "1" -> "2"',
      '-   cache',
      '+   queue',
      'others are affected:',
      '  shop/cache refers to platform/cache, which is removed: shop.yaml (shop@1):13:11',
      '',
    ])
    assert.is(stderr, '2 components added, 1 component removed; 1 reference of 1 other application affected\n')
    const { code: exit, json } = await mcJson<DiffJson>('diff platform.yaml', { cwd })
    assert.is(exit, 1)
    assert.equal(
      json.applications.map(({ application, change, against }) => [application, change, against]),
      [['platform', 'changed', { version: '1', deployed: true }]],
    )
    assert.equal(json.affected, [
      {
        application: 'shop',
        component: 'cache',
        needs: 'platform/cache',
        effect: 'removed',
        because: 'platform/cache',
        file: 'shop.yaml (shop@1)',
        line: 13,
        column: 11,
      },
    ])
  },
  'compares with what is deployed, else with the newest': async () => {
    const cwd = await deployed()
    writeTree(cwd, { 'platform.yaml': platform('2', 'cache', 'disk', 'queue') })
    assert.is((await mc('put platform.yaml', { cwd })).code, 0)
    assert.match((await mc('diff platform.yaml', { cwd })).stdout, /^~ platform \(against 1, deployed\)/)
    assert.is((await mc('undeploy shop platform', { cwd })).code, 0)
    assert.is((await mc('diff platform.yaml', { cwd })).code, 0)
    writeTree(cwd, { 'platform.yaml': platform('1', 'cache', 'disk') })
    assert.match((await mc('diff platform.yaml', { cwd })).stdout, /^~ platform \(against 2, not deployed\)/)
  },
  'exits 2 where the files are wrong, and compares nothing': async () => {
    const cwd = await deployed()
    writeTree(cwd, { 'shop.yaml': shop.replace('type: webservice', 'type: webservise') })
    const { code, stderr, stdout } = await mc('diff', { cwd })
    assert.equal([code, stdout], [2, ''])
    assert.match(stderr, /nothing compared: 1 error\n$/)
    const { code: exit, json } = await mcJson<DiffJson>('diff', { cwd })
    assert.equal([exit, json.compared, json.diagnostics.length], [2, false, 1])
    assert.is((await mc('diff --lattice dirr:x', { cwd })).code, 2)
  },
  'is a comment on a pull request as Markdown, and changes nothing': async () => {
    const cwd = await deployed()
    const before = (await mc('history platform', { cwd })).stdout
    writeTree(cwd, { 'platform.yaml': platform('2', 'cache') })
    const { code, stdout } = await mc('diff platform.yaml --format markdown', { cwd })
    assert.is(code, 1)
    assert.match(stdout, /^\*\*1 component removed\*\*\n\n```diff\n~ platform \(against 1, deployed\)\n/)
    assert.is((await mc('history platform', { cwd })).stdout, before)
  },
})
