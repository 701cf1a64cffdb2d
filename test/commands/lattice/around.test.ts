import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { readTree, temporary, tests, writeTree } from '../../harness.js'
import { mc } from './lattice-run.js'
import { manifest } from './manifests.js'

const platform = manifest('platform', ['cache', 'disk'], { shared: true, version: '1' })
const shop = manifest('shop', ['cache = platform/cache', 'web -> cache'], { version: '1' })
const mail = manifest('mail', ['sender'], { version: '1' })

/** Gives a folder whose lattice in `.mc` holds these applications, and no file. */
async function lattice(...texts: readonly string[]): Promise<string> {
  const cwd = temporary(Object.fromEntries(texts.map((text, index) => [`put/${index}.yaml`, text])))
  const { code, stderr } = await mc('put put', { cwd })
  assert.is(code, 0, stderr)
  const bare = temporary()
  writeTree(bare, Object.fromEntries(Object.entries(readTree(cwd)).filter(([path]) => path.startsWith('.mc/'))))
  return bare
}

tests('stored applications around the files', {
  'validate sees them where a lattice is named, by flag or variable, and only then': async () => {
    const cwd = await lattice(platform, mail)
    writeTree(cwd, { 'shop.yaml': shop })
    const alone = await mc('validate', { cwd })
    assert.is(alone.code, 1)
    assert.match(alone.stdout, 'lattice/unknown-application')
    for (const options of [{ args: 'validate --lattice dir:.mc' }, { args: 'validate', env: { MC_LATTICE: 'dir:.mc' } }]) {
      const { code, stdout, stderr } = await mc(options.args, { cwd, ...('env' in options && options.env && { env: options.env }) })
      assert.is(code, 0, stdout)
      assert.match(stderr, /^ok: 1 application, 2 components, 1 link, checked with 1 stored application \(/)
    }
    writeFileSync(join(cwd, '.mc', 'lattice.jsonl'), 'damaged')
    assert.is((await mc('validate', { cwd })).stdout, alone.stdout, 'nothing is read where no lattice is named')
    assert.is((await mc('validate', { cwd, env: { MC_LATTICE: '' } })).stdout, alone.stdout)
    assert.is((await mc('validate --lattice dir:.mc', { cwd })).code, 3)
    assert.is(
      (await mc('validate --compat wadm shop.yaml', { cwd, env: { MC_LATTICE: 'dir:.mc' } })).code,
      1,
      'another reader has no lattice',
    )
  },
  'a file takes the place of what is stored under its name': async () => {
    const cwd = await lattice(platform, shop)
    writeTree(cwd, { 'platform.yaml': manifest('platform', ['disk'], { shared: true }) })
    const { code, stdout } = await mc('validate --lattice dir:.mc --format oneline', { cwd })
    assert.is(code, 1)
    assert.match(
      stdout,
      /^put\/1\.yaml \(shop@1\):\d+:\d+: error: application `platform` has no component `cache` \[lattice\/unknown-component\]\n$/,
    )
  },
  'graph, plan and render have all of them; without files it is the lattice that is asked about': async () => {
    const cwd = await lattice(platform, mail)
    const only = await mc('graph --lattice dir:.mc --format json', { cwd })
    assert.is(only.code, 0, only.stderr)
    const ids = (text: string): string[] => (JSON.parse(text) as { nodes: { id: string }[] }).nodes.map(({ id }) => id)
    assert.equal(ids(only.stdout), ['mail/sender', 'platform/cache', 'platform/disk'])
    writeTree(cwd, { 'shop.yaml': shop })
    assert.equal(ids((await mc('graph --lattice dir:.mc --format json', { cwd })).stdout), [
      'mail/sender',
      'platform/cache',
      'platform/disk',
      'shop/cache',
      'shop/web',
    ])
    const plan = await mc('plan --lattice dir:.mc --app shop', { cwd })
    assert.is(plan.code, 0, plan.stderr)
    assert.match(plan.stdout, 'platform/cache')
    const render = await mc('render -t compose --lattice dir:.mc -o out', { cwd })
    assert.is(render.code, 0, render.stderr)
    assert.match(readTree(cwd)['out/compose/compose.yaml'] ?? '', 'mail-sender')
    assert.is((await mc('render -t compose', { cwd })).code, 1)
  },
  'validate without files checks what is stored; an empty lattice has no application': async () => {
    const cwd = await lattice(platform, mail)
    const { code, stderr } = await mc('validate --lattice dir:.mc', { cwd })
    assert.is(code, 0, stderr)
    assert.match(stderr, /^ok: 2 applications, 3 components, 0 links \(/)
    const { code: none, stderr: said } = await mc('validate --lattice dir:.mc')
    assert.is(none, 2)
    assert.match(said, 'no application found in . and in dir:.mc')
    const { code: wrong } = await mc('validate other.yaml --lattice dir:.mc', { cwd, files: { 'other.yaml': 'kind: Deployment\n' } })
    assert.is(wrong, 1)
  },
  '--fix corrects files with the lattice in view, and never what is stored': async () => {
    const old = mail.replace('image:', 'image:')
    const cwd = await lattice(platform, old)
    const before = readTree(join(cwd, '.mc'))
    writeTree(cwd, {
      'shop.yaml': shop.replace('name: platform', 'name: platfrom'),
      'platfor.yaml': manifest('platfor', ['cache'], { shared: true }),
    })
    const { code, stdout } = await mc('validate --fix --lattice dir:.mc', { cwd })
    assert.is(code, 0, stdout)
    assert.match(readTree(cwd)['shop.yaml'] ?? '', /name: platfor/)
    assert.equal(readTree(join(cwd, '.mc')), before)
  },
  'the folder of a lattice holds versions, not manifests': async () => {
    const cwd = temporary({ 'apps/mail.yaml': mail })
    assert.is((await mc('put apps --lattice dir:kept', { cwd })).code, 0)
    assert.match((await mc('validate', { cwd })).stderr, /^ok: 1 application, /)
  },
  'warnings about stored applications are theirs, errors are not hidden': async () => {
    const cwd = await lattice(platform, shop)
    writeTree(cwd, { 'mail.yaml': mail })
    const near = await mc('validate --lattice dir:.mc --format json', { cwd })
    const { documents } = JSON.parse(near.stdout) as { documents: { name: string }[] }
    assert.equal(
      documents.map(({ name }) => name),
      ['mail'],
    )
    writeTree(cwd, { 'platform.yaml': manifest('platform', ['disk'], { shared: true }) })
    const { code, stderr } = await mc('graph --lattice dir:.mc', { cwd })
    assert.is(code, 1)
    assert.match(stderr, 'put/1.yaml (shop@1)')
  },
})
