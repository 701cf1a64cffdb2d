import * as fc from 'fast-check'
import * as assert from 'uvu/assert'
import { compileWith } from '../../src/compile.js'
import { bare } from '../../src/equipment.js'
import type { Component } from '../../src/generated/application.js'
import { application, component, reference, sharedApplication } from '../../src/language/rules/lattice/snippets.js'
import { liveIn } from '../../src/lifecycle/live.js'
import { liveSources } from '../../src/lifecycle/live-sources.js'
import type { Stored } from '../../src/lifecycle/stored.js'
import { tests } from '../harness.js'
import { lattices, type ModelApplication, manifestOf } from '../lattice/models.js'
import { storedLattice } from './stored-lattice.js'

const compile = async (stored: Stored) => {
  const { sources, absent } = await liveSources(stored)
  const { lattice, diagnostics } = compileWith(bare, sources)
  const errors = diagnostics.filter(({ severity }) => severity === 'error').map(({ code, message }) => `${code}: ${message}`)
  return { sources, absent, errors, nodes: lattice.nodes, applications: lattice.applications }
}

const link = (to: string): string => `      traits:\n        - type: link\n          properties:\n            target: { name: ${to} }\n`
const withPorts = (name: string, more = ''): string => component('webservice', name, `        ports: [{ port: 8080 }]\n${more}`)

tests('sources of what lives', {
  'a deployed version is as it was put, byte for byte': async () => {
    const text = `# a comment\n${application('shop', component('worker', 'cart'))}`
    const { sources } = await liveSources(storedLattice({ 'shop@1': text, 'shop@2*': text, 'blog@1': text.replace('shop', 'blog') }))
    assert.equal(sources, [{ path: 'shop.yaml (shop@2)', text }])
  },
  'what is left of an application is its weak children, with links among them alone': async () => {
    const text = sharedApplication('platform', withPorts('cache', link('disk')), withPorts('disk', link('mail')), withPorts('mail'))
    const { nodes, absent, errors } = await compile(storedLattice({ 'platform@1[cache,disk]': text.replace(link('mail'), '') }))
    assert.equal([[...nodes.keys()], absent, errors], [['platform/cache', 'platform/disk'], [], []])
  },
  'weak children stand beside the deployed version as their own version says': async () => {
    const old = sharedApplication(
      'platform',
      component('worker', 'cache', '        env: [{ name: SIZE, value: "1" }]\n'),
      component('worker', 'queue'),
    )
    const fresh = sharedApplication('platform', component('worker', 'queue').replace('1.0.0', '2.0.0'))
    const { nodes, errors } = await compile(storedLattice({ 'platform@1[cache]': old, 'platform@2*': fresh }))
    assert.equal(errors, [])
    assert.equal(
      [...nodes.values()].map(({ id, component: { properties } }) => [id, 'image' in properties && properties.image]),
      [
        ['platform/cache', 'ghcr.io/acme/cache:1.0.0'],
        ['platform/queue', 'ghcr.io/acme/queue:2.0.0'],
      ],
    )
  },
  'configuration, secrets and policies of different versions stay apart, and stay the same where they are': async () => {
    const wasm = (name: string, size: string): string =>
      component(
        'component',
        name,
        `        config: [{ name: limits, properties: { size: "${size}" } }, { name: same, properties: { a: b } }]\n        secrets: [{ name: key, properties: { policy: vault, key: "${size}" } }]\n`,
      )
    const policies = (backend: string): string =>
      `  policies:\n    - name: vault\n      type: policy.secret.wasmcloud.dev/v1alpha1\n      properties: { backend: ${backend} }\n`
    const old = sharedApplication('platform', wasm('api', '1')) + policies('old')
    const fresh = sharedApplication('platform', wasm('web', '2')) + policies('new')
    const { errors, applications } = await compile(storedLattice({ 'platform@1[api]': old, 'platform@2*': fresh }))
    assert.equal(errors, [])
    const { spec } = applications.get('platform')!.app
    const [web, api] = spec.components.map(({ properties }) => properties) as {
      config: { name: string }[]
      secrets: { name: string; properties: object }[]
    }[]
    assert.equal(
      [web!.config, api!.config].map((list) => list.map(({ name }) => name)),
      [
        ['limits', 'same'],
        ['limits-1', 'same'],
      ],
    )
    assert.equal(api!.secrets, [{ name: 'key-1', properties: { policy: 'vault-1', key: '1' } }])
    assert.equal(
      spec.policies!.map(({ name, properties }) => [name, properties?.['backend']]),
      [
        ['vault', 'new'],
        ['vault-1', 'old'],
      ],
    )
  },
  'what was taken from somebody is there for its address, and is not to run': async () => {
    const platform = sharedApplication('platform', withPorts('cache', link('disk')), withPorts('disk'))
    const shop = application('shop', reference('webservice', 'cache', 'platform/cache', ''), component('worker', 'cart', link('cache')))
    for (const texts of [
      { 'platform@1': platform, 'shop@1*': shop },
      { 'platform@1': platform, 'platform@2*': application('platform', withPorts('other')), 'shop@1*': shop },
    ]) {
      const { errors, absent, nodes } = await compile(storedLattice(texts))
      assert.equal([errors, absent], [[], ['platform/cache', 'platform/disk']])
      assert.ok(nodes.has('shop/cache'))
    }
  },
  'a reference whose end nobody knows is left out, with the links to it': async () => {
    const shop = application('shop', reference('webservice', 'cache', 'platform/cache', ''), component('worker', 'cart', link('cache')))
    const { errors, absent, nodes } = await compile(storedLattice({ 'shop@1*': shop }))
    assert.equal([errors, absent, [...nodes.keys()]], [[], [], ['shop/cart']])
  },
  'random lattices: what lives is there, as its version says, and no reference is broken': async () => {
    let weak = 0
    let missing = 0
    await fc.assert(
      fc.asyncProperty(lattices, lattices, fc.infiniteStream(fc.nat(2)), async (first, second, random) => {
        const texts: Record<string, string> = {}
        const sound = (model: ModelApplication): string =>
          manifestOf({
            ...model,
            components: model.components.map((part) => ({
              ...part,
              links: part.links.filter((name) => name !== part.name && model.components.some((other) => other.name === name)),
              dependsOn: part.dependsOn.filter((name) => name !== part.name && model.components.some((other) => other.name === name)),
            })),
          })
        for (const [version, models] of [first, second].entries())
          for (const model of models) {
            const isDeployed = random.next().value > 0
            const kept = model.components.map(({ name }) => name).filter(() => random.next().value === 0)
            texts[`${model.name}@${version}${isDeployed ? '*' : kept.length > 0 ? `[${kept.join(',')}]` : ''}`] = sound(model)
          }
        const stored = storedLattice(texts)
        const { nodes, errors, absent } = await compile(stored)
        const live = [...liveIn(stored.records).values()].flatMap((own) => [...own.values()])
        const there = new Set(nodes.keys())
        weak += live.filter(({ isWeak }) => isWeak).length
        missing += absent.length
        for (const id of absent) assert.ok(there.has(id) && !live.some((own) => `${own.application}/${own.component}` === id), id)
        const asPut = new Map<string, Component>()
        for (const own of live) {
          const text = texts[Object.keys(texts).find((key) => key.replace(/[*[].*/, '') === `${own.application}@${own.version}`)!]!
          const { app } = compileWith(bare, [{ path: 'a.yaml', text }]).lattice.applications.get(own.application)!
          asPut.set(`${own.application}/${own.component}`, app.spec.components.find(({ name }) => name === own.component)!)
        }
        for (const [id, put] of asPut) {
          const node = nodes.get(id)
          if (node === undefined) assert.ok('application' in put.properties, `${id} is missing`)
          else assert.equal({ ...node.component, traits: [], dependsOn: [] }, { ...put, traits: [], dependsOn: [] }, id)
        }
        assert.ok(there.size <= live.length + absent.length)
        const broken = errors.filter((line) =>
          /^(lattice\/(unknown|not-shared|wrong-kind|duplicate)|yaml|link\/unknown|schema\/(unknown|missing|not))/.test(line),
        )
        assert.equal(broken, [], JSON.stringify(texts))
      }),
      { numRuns: 80, seed: 20_241_122 },
    )
    assert.ok(weak > 50 && missing > 10, `${weak} weak children, ${missing} missing`)
  },
})
