import fc from 'fast-check'
import * as assert from 'uvu/assert'
import { parse } from 'yaml'
import { compile } from '../../../src/compile-fully.js'
import { tests } from '../../harness.js'
import { type AwkwardComponent, awkwardLattice, contentOf, manifestsOf } from './awkward-names.js'
import { emit } from './emit.js'

const web = '- name: web\n  type: webservice\n  properties: {image: "nginx:1"}\n'

tests('compose: awkward names', {
  'two workloads whose names become one are told apart, in any order': () => {
    const shop = { a: web.replace('web', 'b.c'), 'a-b': web.replace('web', 'c'), 'a.b': web.replace('web', 'c') }
    const { file, diagnostics } = emit(shop)
    const services = Object.keys(file['services'])
    assert.is(new Set(services).size, 3)
    for (const name of services) assert.match(name, /^a-b-c-[0-9a-f]{8}$/)
    assert.equal(
      diagnostics.map(({ code, severity }) => `${severity} ${code}`),
      Array(3).fill('info target/renamed'),
    )
    const turned = emit(Object.fromEntries(Object.entries(shop).reverse()))
    assert.equal(Object.keys(turned.file['services']).sort(), [...services].sort())
  },
  'components of the same name in different applications keep their names': () => {
    assert.equal(Object.keys(emit({ shop: web, cart: web }).file['services']), ['cart-web', 'shop-web'])
  },
  'a claim named as a volume of ours is another volume': () => {
    const storage = '  traits: [{type: storage, properties: {pvc: [{name: nats, mountPath: /data}]}}]\n'
    const volumes = Object.keys(emit({ shop: web + storage }).file['volumes'])
    assert.is(volumes.length, 1)
    assert.match(volumes[0]!, /^nats-[0-9a-f]{8}$/)
  },
  'parts of claims that would have one key are volumes of their own': () => {
    const mounts = '{name: m0, claimName: a, mountPath: /0, subPath: b.c}, {name: m1, claimName: a.b, mountPath: /1, subPath: c}'
    const shop = web.replace('"nginx:1"', `"nginx:1", volumeMounts: {pvc: [${mounts}]}`)
    const volumes = emit({ shop }).file['services']['shop-web'].volumes as { source: string }[]
    assert.is(new Set(volumes.map(({ source }) => source)).size, 2)
  },
  'files with nearly the same path keep their content': () => {
    const items = ['a/b', 'a-b', '.a-b'].map((key, index) => `{key: k${index}, path: ${key}}`)
    const storage = `  traits: [{type: storage, properties: {configMap: [{name: c, mountPath: /c, data: {k0: zero, k1: one, k2: two}, items: [${items}]}]}}]\n`
    const { configs, services } = emit({ shop: web + storage }).file
    const mounted = services['shop-web'].configs as { source: string; target: string }[]
    assert.equal(
      mounted.map(({ source, target }) => [target, configs[source].content]),
      [
        ['/c/a/b', 'zero'],
        ['/c/a-b', 'one'],
        ['/c/.a-b', 'two'],
      ],
    )
  },
  'no name collides or is invalid, whatever manifests are named': () => {
    let compiled = 0
    fc.assert(
      fc.property(awkwardLattice, (lattice) => {
        if (check(lattice)) compiled++
      }),
      { numRuns: 60 },
    )
    assert.ok(compiled > 30, `${compiled} lattices compile`)
  },
})

interface Mounting {
  readonly network_mode?: string
  readonly labels: Readonly<Record<string, string>>
  readonly configs: readonly { readonly source: string }[]
  readonly volumes: readonly { readonly source: string }[]
}

/** Gives false where a rule of the language refuses the names. */
function check(lattice: ReadonlyMap<string, readonly AwkwardComponent[]>): boolean {
  const sources = manifestsOf(lattice).map((manifest, index) => ({ path: `${index}/app.json`, text: JSON.stringify(manifest) }))
  const { artifacts, diagnostics } = compile(sources, { targets: ['compose'], cwd: '/' })
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  // names of secrets become names of variables, which whoever runs it has to know
  const wrong = errors.filter(({ code, message }) => code.startsWith('target/') && !message.includes('would both be the variable'))
  assert.equal(wrong, [])
  if (errors.length > 0) return false
  const { name: project, services, volumes, configs, secrets } = parse(artifacts.find(({ path }) => path === 'compose/compose.yaml')!.text)
  assert.match(project, /^[a-z0-9][a-z0-9_-]*$/)
  const components = [...lattice].flatMap(([application, list]) => list.map((component) => ({ application, ...component })))
  assert.is(Object.keys(services).filter((service) => service !== 'tools').length, 2 * components.length)
  for (const name of Object.keys(services))
    assert.match(name, /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)?$/)
  for (const name of [volumes, configs, secrets].flatMap((map) => Object.keys(map ?? {})))
    assert.match(name, /^[a-zA-Z0-9][a-zA-Z0-9._-]*$/)
  const owners = new Map<string, string>()
  for (const { application, name, claim, scratch, parts, keys } of components) {
    const found = Object.values(services as Record<string, Mounting>).filter(
      ({ labels, network_mode }) =>
        network_mode === undefined && labels['app.oam.dev/name'] === plain(application) && labels['app.oam.dev/component'] === plain(name),
    )
    assert.is(found.length, 1)
    const contents = found[0]!.configs.map(({ source }) => configs[source].content)
    assert.equal(contents.sort(), keys.map((key) => plain(contentOf(application, name, key))).sort())
    const claims = parts.map((part) => JSON.stringify(['claim', claim, part]))
    const wanted = [...claims, JSON.stringify(['scratch', application, name, scratch])]
    for (const [index, { source }] of found[0]!.volumes.entries()) {
      assert.is(owners.get(source) ?? wanted[index], wanted[index], `volume ${source}`)
      owners.set(source, wanted[index]!)
    }
  }
  return true
}

/** Compose reads two dollars as one. */
function plain(text: string): string {
  return text.replaceAll('$', '$$$$')
}
