import * as assert from 'uvu/assert'
import { compileWith } from '../../src/compile.js'
import type { Diagnostic, Source } from '../../src/diagnostic.js'
import { bare } from '../../src/equipment.js'
import { application, component, reference, sharedApplication } from '../../src/language/rules/lattice/snippets.js'
import { checkAround, checkDeploy, sourcesAround, withoutOthers } from '../../src/lifecycle/check-around.js'
import type { Stored } from '../../src/lifecycle/stored.js'
import { tests } from '../harness.js'
import { storedLattice } from './stored-lattice.js'

const show = (found: readonly Diagnostic[]): string[] => found.map(({ code, severity, span }) => `${severity} ${code} ${span?.source.path}`)

async function check(texts: readonly string[], around: Stored, occasion: 'validate' | 'put' = 'put'): Promise<string[]> {
  const sources = texts.map((text, index): Source => ({ path: `${index}.yaml`, text }))
  const compilation = compileWith(bare, sources)
  if (occasion === 'put') return show(await checkAround({ sources, compilation, diagnostics: compilation.diagnostics }, around))
  const near = await sourcesAround(compilation.lattice, around)
  return show(withoutOthers(compileWith(bare, [...sources, ...near]).diagnostics, new Set(near)))
}

const platform = sharedApplication('platform', component('worker', 'cache'))
const shop = application('shop', reference('worker', 'cache', 'platform/cache'))
const web = (name: string, path: string): string =>
  application(
    name,
    component(
      'webservice',
      'web',
      `        ports:\n          - port: 8080\n      traits:\n        - type: gateway\n          properties:\n            domain: shop.example.com\n            http: { ${path}: 8080 }\n`,
    ),
  )

tests('checks with the lattice around', {
  'a reference leads to a stored application, and only that one is read': async () => {
    const around = storedLattice({ 'platform@1': platform, 'mail@1': application('mail', component('worker', 'mailer')) })
    assert.equal(await check([shop], around), [])
    assert.equal(around.read, ['platform@1'])
    assert.equal(await check([application('blog', component('worker', 'other'))], around), [])
    assert.equal(around.read, ['platform@1'])
  },
  'the deployed version counts, else the newest': async () => {
    const older = sharedApplication('platform', component('worker', 'queue'))
    assert.equal(await check([shop], storedLattice({ 'platform@1*': platform, 'platform@2': older })), [])
    assert.equal(await check([shop], storedLattice({ 'platform@1*': older, 'platform@2': platform }), 'validate'), [
      'error lattice/unknown-component 0.yaml',
    ])
    assert.equal(await check([shop], storedLattice({ 'platform@1': older, 'platform@2': platform })), [])
  },
  'a file takes the place of what is stored under its name': async () => {
    const around = storedLattice({ 'platform@1*': application('platform', component('worker', 'queue')), 'shop@1*': web('shop', '/') })
    assert.equal(await check([shop, platform], around, 'validate'), [])
    assert.equal(around.read, [])
  },
  'what is referred to may come later; what is wrong among the files is wrong at once': async () => {
    assert.equal(await check([shop], storedLattice({})), ['warning lattice/unknown-application 0.yaml'])
    assert.equal(await check([shop], storedLattice({}), 'validate'), ['error lattice/unknown-application 0.yaml'])
    const unshared = application('platform', component('worker', 'cache'))
    assert.equal(await check([shop], storedLattice({ 'platform@1': unshared })), ['warning lattice/not-shared 0.yaml'])
    assert.equal(await check([shop, unshared], storedLattice({})), ['error lattice/not-shared 0.yaml'])
  },
  'what others would lose is a warning at put': async () => {
    const around = storedLattice({ 'platform@1*': platform, 'shop@1*': shop })
    assert.equal(await check([sharedApplication('platform', component('worker', 'queue'))], around), [
      'warning lattice/unknown-component shop.yaml (shop@1)',
    ])
  },
  'what collides is refused, whichever of the two was first': async () => {
    for (const name of ['blog', 'zoo']) {
      const around = storedLattice({ [`${name}@1*`]: web(name, '/'), 'other@1*': web('other', '/other') })
      const [found = '', ...more] = await check([web('shop', '/')], around)
      assert.match(found, /^error lattice\/route-collision /)
      assert.equal(more, [])
      assert.equal(around.read, [`${name}@1`])
    }
  },
  'what is wrong among others is theirs': async () => {
    const around = storedLattice({
      'blog@1*': web('blog', '/'),
      'zoo@1*': web('zoo', '/'),
      'till@1': application('till', reference('worker', 'a', 'gone/a')),
    })
    assert.equal(await check([web('shop', '/shop')], around), [])
  },
  'a broken file hides what is stored under its name': async () => {
    const around = storedLattice({ 'platform@1*': platform })
    const found = await check(
      [shop, 'apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: {name: platform}\nspec: {componentz: []}\n'],
      around,
    )
    assert.not.ok(
      found.some((line) => line.includes('lattice/')),
      found.join('\n'),
    )
    assert.equal(around.read, [])
  },
  'deployed applications count at deploy, and references are the engine’s': async () => {
    const around = storedLattice({
      'blog@1*': web('blog', '/'),
      'zoo@1': web('zoo', '/'),
      'shop@1': web('shop', '/'),
      'till@1': shop.replace('shop', 'till'),
    })
    const deploy = async (...names: string[]): Promise<string[]> =>
      show(
        await checkDeploy(
          names.map((name) => ({ application: name, version: '1' })),
          around,
        ),
      )
    assert.equal(await deploy('shop'), ['error lattice/route-collision shop.yaml (shop@1)'])
    assert.not.ok(around.read.includes('zoo@1'))
    assert.equal((await deploy('shop', 'zoo')).length, 2)
    assert.equal(await deploy('till'), [])
  },
  'weak children count at deploy, and what is gone does not': async () => {
    const names = ['cache', 'gone'].map((name) => component('capability', name, `        id: ${name}\n`))
    const around = storedLattice({
      'platform@1[cache]': sharedApplication('platform', ...names),
      'shop@1': application('shop', component('capability', 'a', '        id: cache\n')),
      'blog@1': application('blog', component('capability', 'a', '        id: gone\n')),
    })
    assert.equal(show(await checkDeploy([{ application: 'shop', version: '1' }], around)), [
      'error lattice/identifier-collision shop.yaml (shop@1)',
    ])
    assert.equal(await checkDeploy([{ application: 'blog', version: '1' }], around), [])
  },
})
