import * as assert from 'uvu/assert'
import { temporary, tests } from '../../harness.js'
import { mc, mcJson } from './lattice-run.js'
import { manifest, platform, shop } from './manifests.js'

tests('mc get', {
  'prints the text byte for byte': async () => {
    const text = `# first\r\n${platform.replaceAll('\n', '\r\n').trimEnd()}`
    const cwd = temporary({ 'platform.yaml': text })
    assert.is((await mc('put', { cwd })).code, 0)
    assert.is((await mc('get platform', { cwd })).stdout, text)
    assert.is((await mc('get platform@1.0.0', { cwd })).stdout, text)
  },
  'gives the newest, or the version that is named': async () => {
    const [one, two] = ['1', '2'].map((version) => manifest('shop', ['web'], { version }))
    const cwd = temporary({ 'shop.yaml': one! })
    await mc('put', { cwd })
    await mc('put', { cwd, files: { 'shop.yaml': two! } })
    assert.is((await mc('get shop', { cwd })).stdout, two)
    const { json } = await mcJson('get shop@1', { cwd })
    assert.equal([json['text'], json['applicationVersion'], json['deployed'], json['actor']], [one, '1', false, 'ann'])
  },
})

tests('mc list', {
  'says what is there': async () => {
    const cwd = temporary({ 'platform.yaml': platform, 'shop.yaml': shop })
    await mc('put', { cwd })
    const { code, stdout, stderr } = await mc('list', { cwd })
    assert.equal(
      [code, stdout, stderr],
      [
        0,
        'application  deployed  newest  shared  weak children  used by\n' +
          'platform     -         1.0.0   shared  -              -\n' +
          'shop         -         1.0.0   -       -              -\n',
        '2 applications in dir:.mc, 0 deployed\n',
      ],
    )
    const { json } = await mcJson<{ applications: object[] }>('list', { cwd })
    assert.is(json.applications.length, 2)
  },
  'of a lattice that is not there yet is empty': async () => {
    const { code, stdout, stderr } = await mc('list')
    assert.equal([code, stdout, stderr], [0, '', 'nothing is put in dir:.mc\n'])
    assert.equal((await mcJson<{ applications: object[] }>('list')).json.applications, [])
  },
})

tests('which lattice', {
  'is --lattice, else MC_LATTICE, else dir:.mc': async () => {
    const cwd = temporary({ 'platform.yaml': platform })
    await mc('put --lattice dir:there', { cwd })
    assert.match((await mc('list', { cwd })).stderr, 'nothing is put in dir:.mc')
    assert.match((await mc('list', { cwd, env: { MC_LATTICE: 'dir:there' } })).stderr, '1 application in dir:there')
    assert.match((await mc('list --lattice dir:.mc', { cwd, env: { MC_LATTICE: 'dir:there' } })).stderr, 'nothing is put in dir:.mc')
  },
})

tests('what is asked wrongly', {
  'is exit 2, with what could have been meant': async () => {
    const cwd = temporary({ 'platform.yaml': platform, 'shop.yaml': shop })
    await mc('put', { cwd })
    const cases: readonly (readonly [string, RegExp])[] = [
      ['get platfrom', /^mc: platfrom: no such application in dir:\.mc; did you mean `platform`\?\n$/],
      ['get nothing-like-it', /no such application in dir:\.mc; there are `platform`, `shop`\n$/],
      ['get shop --lattice dir:empty', /none is put in dir:empty; `mc put` stores one\n$/],
      ['get shop@1.0.1', /^mc: shop@1\.0\.1: no such version; did you mean `1\.0\.0`\?\n$/],
      ['get shop@latest', /no such version; `shop` alone means the newest\n$/],
      ['history shp', /did you mean `shop`\?\n$/],
      ['list --lattice .mc', /^mc: --lattice \.mc: not the URL of a lattice, .*a folder is `dir:\.mc`\n$/],
      ['list --lattice dri:.mc', /^mc: --lattice dri:\.mc: no such kind of lattice; did you mean `dir:\.mc`\?\n$/],
      [
        'list --lattice postgres://ann:geheim@host/x',
        /^mc: --lattice postgres:\/\/\*\*\*@host\/x: no such kind of lattice; a lattice is `dir:<path>`/,
      ],
      ['list --lattice constructor:x', /no such kind of lattice/],
      ['list --timeout 0', /whole number of seconds/],
      ['list --format yaml', /Allowed choices are text, json/],
    ]
    for (const [line, expected] of cases) {
      const { code, stdout, stderr } = await mc(line, { cwd })
      assert.equal([line, code, stdout], [line, 2, ''])
      assert.match(stderr, expected)
    }
  },
})
