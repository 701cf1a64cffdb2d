import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { explanations } from '../../../src/language/explanations.js'
import { listFiles, root, temporary, tests } from '../../harness.js'
import { mc } from './lattice-run.js'
import { manifest, platform, shop } from './manifests.js'

tests('bad input to a lattice', {
  'has a message and an exit code of its own for each kind': async () => {
    const cwd = temporary({ 'platform.yaml': platform, 'shop.yaml': shop, 'broken.yaml': manifest('broken', ['web -> nowhere']) })
    assert.is((await mc('put platform.yaml shop.yaml', { cwd })).code, 0)
    writeFileSync(join(cwd, 'shop.yaml'), shop.replace('web:1.0.0', 'web:2.0.0'))
    const cases: readonly (readonly [string, number, RegExp])[] = [
      [
        'undeploy shop --strategy weakchld',
        2,
        /^mc: option '--strategy <strategy>' argument 'weakchld' is invalid\. Did you mean `weakchild`\?\n/,
      ],
      ['undeploy shop --strategy gentle', 2, /Known are `non_destructive`, `weakchild` or `destructive`\./],
      ['put broken.yaml', 1, /^broken\.yaml:\d+:\d+: error: link target `nowhere` is not a component.*\n(.*\n)*nothing put: 1 error\n$/],
      ['put platform.yaml shop.yaml', 1, /^shop\.yaml:6:14: error: version `1\.0\.0` of `shop` is stored with other content/],
      ['deploy shpo', 2, /^mc: shpo: no such application in dir:\.mc; did you mean `shop`\?\n$/],
      ['undeploy nothing', 2, /^mc: nothing: no such application in dir:\.mc; there are `platform`, `shop`\n$/],
      ['deploy shop@3', 2, /^mc: shop@3: no such version; did you mean `1\.0\.0`\?\n$/],
      ['rollback shop', 2, /nothing to roll back to, because no version of it was deployed\n$/],
      ['rollback shop@1.0.0', 2, /a rollback names the application alone; the version is `--to 1\.0\.0`\n$/],
      ['deploy', 2, /missing required argument 'apps'/],
      [
        'list --lattice kub://dev/shop',
        2,
        /^mc: --lattice kub:\/\/dev\/shop: no such kind of lattice; did you mean `kube:\/\/dev\/shop`\?\n$/,
      ],
      ['deploy platform --set kubernetes.name=x', 2, /--set and --images tell a platform how to render, and dir:\.mc runs nothing/],
    ]
    for (const [line, expected, words] of cases) {
      const { code, stdout, stderr } = await mc(line, { cwd })
      assert.equal([line, code], [line, expected], stdout + stderr)
      assert.match(stderr, words)
      assert.not.match(stderr, /\n {4}at |bug in mc/)
    }
  },
  'a store of a newer format, or a damaged one, is exit 3 for every command, and stays as it is': async () => {
    const cwd = temporary({ 'platform.yaml': platform, 'more.yaml': manifest('more', ['web'], { version: '1' }) })
    await mc('put platform.yaml', { cwd })
    const head = join(cwd, '.mc', 'lattice.jsonl')
    const sound = readFileSync(head, 'utf8')
    for (const [text, words] of [
      [sound.replace('"format":1', '"format":2'), /newer/],
      [sound.slice(0, -20), /lattice\.jsonl/],
      ['not a lattice\n', /lattice\.jsonl/],
    ] as const) {
      writeFileSync(head, text)
      for (const line of ['list', 'get platform', 'put more.yaml', 'deploy platform', 'undeploy platform', 'delete platform', 'status']) {
        const { code, stdout, stderr } = await mc(line, { cwd })
        assert.equal([line, code, stdout], [line, 3, ''], stderr)
        assert.match(stderr, words)
      }
      assert.is(readFileSync(head, 'utf8'), text)
    }
  },
  'every code that it says is explained': () => {
    const sources = ['commands/lattice', 'lifecycle', 'store'].flatMap((folder) => listFiles(join(root, 'src', folder)))
    const said = new Set(
      sources.flatMap((file) => readFileSync(file, 'utf8').match(/(?<=['[])(?:lifecycle|store)\/[a-z-]+(?=['\]])/g) ?? []),
    )
    assert.ok(said.size > 10)
    const explained = new Set(explanations.map(({ code }) => code as string))
    for (const code of said) assert.ok(explained.has(code), code)
  },
})
