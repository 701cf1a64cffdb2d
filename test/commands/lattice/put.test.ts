import { existsSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { temporary, tests } from '../../harness.js'
import { mc, mcJson } from './lattice-run.js'
import { manifest, platform, shop } from './manifests.js'

interface PutJson {
  readonly revision: string
  readonly dryRun: boolean
  readonly summary: Record<string, number>
  readonly applications: readonly { application: string; version: string; outcome: string }[]
  readonly diagnostics: readonly { code: string; severity: string; file: string; message: string; range: { start: { line: number } } }[]
}
const ulid = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/

tests('mc put', {
  'stores several applications at once, in whatever order the files are': async () => {
    const cwd = temporary({ 'a-shop.yaml': shop, 'b-platform.yaml': platform })
    const { code, stdout, stderr } = await mc('put b-platform.yaml a-shop.yaml', { cwd })
    assert.equal(
      [code, stdout, stderr],
      [0, 'created  platform  1.0.0\ncreated  shop      1.0.0\n', 'put into dir:.mc: 2 created (revision 1)\n'],
    )
    const again = await mc('put', { cwd })
    assert.equal(
      [again.code, again.stdout, again.stderr],
      [0, 'unchanged  platform  1.0.0\nunchanged  shop      1.0.0\n', 'nothing to do: 2 applications unchanged\n'],
    )
    const { json } = await mcJson<PutJson>('put', { cwd })
    assert.equal([json.revision, json.summary['unchanged']], ['1', 2])
  },
  'is one change of the lattice: all or nothing': async () => {
    const cwd = temporary({ 'good.yaml': platform, 'bad.yaml': shop.replace('type: webservice', 'type: webservise') })
    const refused = await mc('put', { cwd })
    assert.is(refused.code, 1)
    assert.match(refused.stderr, /^bad\.yaml:\d+:13: error: .*\[schema\/unknown-type\]/)
    assert.match(refused.stderr, /\nnothing put: 1 error\n$/)
    assert.is(refused.stdout, '')
    assert.match((await mc('list', { cwd })).stderr, 'nothing is put in dir:.mc')
    const { code, json } = await mcJson<PutJson>('put', { cwd })
    assert.equal([code, json.applications, json.summary['errors']], [1, [], 1])
  },
  'never gives a stored version other content': async () => {
    const cwd = temporary({ 'shop.yaml': manifest('shop', ['web'], { version: '1.0.0' }) })
    await mc('put', { cwd })
    const changed = await mc('put', { cwd, files: { 'shop.yaml': manifest('shop', ['web', 'more'], { version: '1.0.0' }) } })
    assert.is(changed.code, 1)
    assert.match(
      changed.stderr,
      /^shop\.yaml:6:14: error: version `1\.0\.0` of `shop` is stored with other content \[lifecycle\/version-taken\]/,
    )
    assert.match(changed.stderr, /put by ann at \d{4}-.*Z from shop\.yaml:1/)
    assert.is((await mc('get shop', { cwd })).stdout, manifest('shop', ['web'], { version: '1.0.0' }))
    const next = await mc('put', { cwd, files: { 'shop.yaml': manifest('shop', ['web', 'more'], { version: '1.1.0' }) } })
    assert.equal([next.code, next.stdout], [0, 'new version  shop  1.1.0\n'])
  },
  'takes a text that says the same for the same': async () => {
    const text = manifest('shop', ['web'], { version: '1.0.0' })
    const cwd = temporary({ 'shop.yaml': text })
    await mc('put', { cwd })
    const { code, stdout } = await mc('put', {
      cwd,
      files: { 'shop.yaml': `# with a comment\n${text.replace('name: shop', 'name: "shop"')}` },
    })
    assert.equal([code, stdout], [0, 'unchanged  shop  1.0.0\n'])
  },
  'names a version that the manifest does not name, where it is a new one': async () => {
    const cwd = temporary({ 'shop.yaml': manifest('shop', ['web']) })
    const [first] = (await mcJson<PutJson>('put', { cwd })).json.applications
    assert.match(first!.version, ulid)
    assert.equal((await mcJson<PutJson>('put', { cwd })).json.applications, [{ ...first!, outcome: 'unchanged' }])
    const [second] = (await mcJson<PutJson>('put', { cwd, files: { 'shop.yaml': manifest('shop', ['web', 'more']) } })).json.applications
    assert.match(second!.version, ulid)
    assert.ok(second!.version !== first!.version)
    // what was there before the newest is a change as well
    const [third] = (await mcJson<PutJson>('put', { cwd, files: { 'shop.yaml': manifest('shop', ['web']) } })).json.applications
    assert.ok(third!.outcome === 'new version' && third!.version !== first!.version)
  },
  'refuses `latest`, and two versions of one application': async () => {
    const latest = await mc('put', { files: { 'shop.yaml': manifest('shop', ['web'], { version: 'latest' }) } })
    assert.is(latest.code, 1)
    assert.match(latest.stderr, 'schema/latest-version')
    const files = { 'a.yaml': manifest('shop', ['web'], { version: '1' }), 'b.yaml': manifest('shop', ['web'], { version: '2' }) }
    const twice = await mc('put', { files })
    assert.is(twice.code, 1)
    assert.match(twice.stderr, 'lattice/duplicate-application')
    assert.not(existsSync(join(twice.cwd, '.mc')))
  },
  'warns where a shared application is not there yet': async () => {
    const { code, stderr } = await mc('put', { files: { 'shop.yaml': shop } })
    assert.is(code, 0)
    assert.match(stderr, /shop\.yaml:\d+:\d+: warning: application `platform` is not/)
    assert.match(stderr, /put into dir:\.mc: 1 created \(revision 1\)\n$/)
  },
  '--dry-run says what would be stored, and stores nothing': async () => {
    const { code, stdout, stderr, cwd } = await mc('put --dry-run', { files: { 'platform.yaml': platform } })
    assert.equal([code, stdout, stderr], [0, 'created  platform  1.0.0\n', 'would put into dir:.mc: 1 created\n'])
    assert.not(existsSync(join(cwd, '.mc')))
    assert.is((await mcJson<PutJson>('put --dry-run', { cwd })).json.dryRun, true)
  },
  'reads standard input, keeps several documents apart, and each text with its lines': async () => {
    const two = `# both\n---\n${platform}---\n${shop}`
    const cwd = temporary()
    assert.is((await mc('put - --stdin-filename both.yaml', { cwd, stdin: two })).code, 0)
    assert.is((await mc('get shop', { cwd })).stdout.trimEnd(), shop.trimEnd())
    const { json } = await mcJson('get shop', { cwd })
    assert.equal([json['file'], json['line']], ['both.yaml', two.slice(0, two.indexOf(shop)).split('\n').length])
  },
  'says who, and why': async () => {
    const cwd = temporary({ 'platform.yaml': platform })
    await mc(['put', '--actor', 'ci', '--message', 'first\nversion \u001b[31m'], { cwd })
    const { stdout } = await mc('history platform', { cwd })
    assert.match(
      stdout,
      /^revision {2}when {18}who {2}what {2}version {2}why\n1 {9}\d{4}-\S+Z {2}ci {3}put {3}1\.0\.0 {4}first␊version ␛\[31m\n$/,
    )
    const { json } = await mcJson<{ events: { actor: string; message: string }[] }>('history platform', { cwd })
    assert.equal([json.events[0]!.actor, json.events[0]!.message], ['ci', 'first\nversion \u001b[31m'])
  },
})
