import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import * as assert from 'uvu/assert'
import { parse as parseYaml } from 'yaml'
import { compileWith } from '../../src/compile.js'
import { bare } from '../../src/equipment.js'
import type { Application } from '../../src/generated/application.js'
import { application, component, reference, sharedApplication } from '../../src/language/rules/lattice/snippets.js'
import { compareValues } from '../../src/lifecycle/diff/compare-values.js'
import { diffApplications } from '../../src/lifecycle/diff/diff-applications.js'
import { diffLattices } from '../../src/lifecycle/diff/diff-lattices.js'
import { diffLines, diffMarkdown } from '../../src/lifecycle/diff/diff-text.js'
import { canonicalJson } from '../../src/print/canonical-json.js'
import { toYaml } from '../../src/print/to-yaml.js'
import { listFiles, root, tests } from '../harness.js'
import { lattices, manifestOf } from '../lattice/models.js'
import { mutate, randomFrom } from '../mutate.js'

const latticeOf = (...texts: readonly string[]) =>
  compileWith(
    bare,
    texts.map((text, index) => ({ path: `${index}.yaml`, text })),
  ).lattice
const texts = ['examples', 'test/features']
  .flatMap((folder) => listFiles(join(root, folder)))
  .filter((path) => /\.yaml$/.test(path) && !path.includes('node_modules'))
  .map((path) => readFileSync(path, 'utf8'))
const applications: readonly Application[] = texts.flatMap((text) => [...latticeOf(text).applications.values()].map(({ app }) => app))

type Path = readonly (string | number)[]

/** Every leaf of a value, and every empty map and list. */
function leavesOf(value: unknown, path: Path = []): Path[] {
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? value.map((item: unknown, index) => [index, item])
    : typeof value === 'object' && value !== null
      ? Object.entries(value)
      : []
  return entries.length === 0 ? [path] : entries.flatMap(([key, child]) => leavesOf(child, [...path, key]))
}

function changed(app: Application, path: Path, how: 'replace' | 'remove'): Application {
  const copy = structuredClone(app)
  const parent = path.slice(0, -1).reduce<unknown>((at, key) => (at as Record<string | number, unknown>)[key], copy) as Record<
    string | number,
    unknown
  >
  const key = path.at(-1)!
  const old = parent[key]
  if (how === 'replace')
    parent[key] = typeof old === 'string' ? `${old}x` : typeof old === 'number' ? old + 1 : typeof old === 'boolean' ? !old : ['x']
  else if (Array.isArray(parent)) parent.splice(Number(key), 1)
  else delete parent[key]
  return copy
}

/** The same, said in other words: keys in another order, components in another order. */
function rephrased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(rephrased)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, child]) => [key, rephrased(child)]),
  )
}

const platform = (cache: string, more = ''): string =>
  sharedApplication('platform', component('worker', 'cache').replace('1.0.0', cache), component('worker', 'disk')) + more
const link = (to: string): string => `      traits:\n        - type: link\n          properties:\n            target: { name: ${to} }\n`
const lines = (diff: ReturnType<typeof diffLattices>): string[] => diffLines(diff, () => '').map(({ text }) => text)

tests('diff', {
  'of the same there is none, however it is written': () => {
    assert.ok(applications.length > 100)
    for (const app of applications) {
      assert.is(diffApplications(app, structuredClone(app)), undefined)
      const other = rephrased(app) as Application
      other.spec.components.reverse()
      assert.is(diffApplications(app, other), undefined, app.metadata.name)
      assert.is(diffApplications(app, parseYaml(toYaml(app)) as Application), undefined, app.metadata.name)
    }
  },
  'every leaf of every manifest shows, replaced or removed, and nothing else does': () => {
    let count = 0
    for (const app of applications) {
      // a fourth of the leaves, others of each application
      for (const path of leavesOf(app).filter((_, index) => (index + app.metadata.name.length) % 4 === 0)) {
        for (const how of ['replace', 'remove'] as const) {
          if (path.join('.') === 'metadata.name') continue
          const other = changed(app, path, how)
          const diff = diffApplications(app, other)
          assert.ok(diff, `${app.metadata.name} ${path.join('.')} ${how}`)
          const shown = [diff.fields, diff.components, [diff.shared.before !== diff.shared.after]].flat()
          assert.ok(shown.length > 0)
          assert.ok(diff.fields.length + diff.components.length > 0, `${app.metadata.name} ${path.join('.')} ${how} is shown`)
          if (path[1] === 'components' && path.at(-1) !== 'name') assert.ok(diff.components.length === 1, path.join('.'))
          count++
        }
      }
    }
    assert.ok(count > 1000, `${count} leaves`)
  },
  'whatever is changed, something is said exactly where the values differ': () => {
    const random = randomFrom(7)
    for (let run = 0; run < 300; run++) {
      const [before] = latticeOf(texts[Math.floor(random() * texts.length)]!).applications.values()
      const [after] = latticeOf(mutate(random, texts)).applications.values()
      if (before === undefined || after === undefined) continue
      const differ = canonicalJson(before.app) !== canonicalJson(after.app)
      if (!differ) assert.equal(compareValues(before.app, after.app), [])
      const back = compareValues(after.app, before.app)
      assert.is(compareValues(before.app, after.app).length, back.length, 'the other way there is as much to say')
    }
  },
  'random lattices: the values said are those that were and those that are': () => {
    fc.assert(
      fc.property(lattices, lattices, (first, second) => {
        const [before, after] = [latticeOf(...first.map(manifestOf)), latticeOf(...second.map(manifestOf))]
        const { applications: found, affected } = diffLattices(before, after, after.applications.keys())
        for (const { application: name, change, components } of found) {
          assert.is(change === 'added', !before.applications.has(name))
          for (const own of components) {
            assert.is(own.change !== 'added', before.nodes.has(`${name}/${own.component}`))
            assert.is(own.change !== 'removed', after.nodes.has(`${name}/${own.component}`))
          }
        }
        const differing = new Set(found.map(({ application: name }) => name))
        // worked out the slow way: whoever reaches a component that changes or goes by the edges of the lattice before
        const reached = new Set(
          found.flatMap(({ application: name, shared, fields, components }) =>
            (shared.before === true && shared.after === false) || fields.some(({ path }) => path[1]?.name !== 'annotations')
              ? [...before.nodes.values()].filter((node) => node.application === name).map(({ id }) => id)
              : components.filter(({ change }) => change !== 'added').map((own) => `${name}/${own.component}`),
          ),
        )
        for (let size = -1; size !== reached.size; ) {
          size = reached.size
          for (const edge of before.edges) if (reached.has(edge.to)) reached.add(edge.from)
        }
        const expected = before.edges
          .filter(({ kind, from, to }) => kind === 'uses' && reached.has(to) && !differing.has(from.split('/')[0]!))
          .map(({ from, to }) => `${from} ${to}`)
        assert.equal(affected.map((one) => `${one.application}/${one.component} ${one.needs}`).sort(), expected.sort())
      }),
      { numRuns: 80, seed: 20_241_122 },
    )
  },
  'says what differs by component, field and link, and who is affected by which reference': () => {
    const shop = application('shop', reference('worker', 'cache', 'platform/cache'), component('worker', 'web', link('cache')))
    const till = application('till', reference('worker', 'disk', 'platform/disk'))
    const before = latticeOf(platform('1.0.0'), shop, till)
    const after = latticeOf(platform('2.0.0').replace('name: disk', 'name: queue'))
    assert.equal(lines(diffLattices(before, after, ['platform'])), [
      '~ platform',
      '~   cache',
      '~      properties.image: "ghcr.io/acme/cache:1.0.0" -> "ghcr.io/acme/cache:2.0.0"',
      '-   disk',
      '+   queue',
      'others are affected:',
      '  shop/cache refers to platform/cache, which changes: 1.yaml:11:11',
      '  till/disk refers to platform/disk, which is removed: 2.yaml:11:11',
    ])
    const linked = latticeOf(shop.replace(link('cache'), link('mail')).replace('1.0.0', '1.0.0"').replace('image: ', 'image: "'))
    assert.equal(lines(diffLattices(before, linked, ['shop'])), ['~ shop', '~   web', '-     link to cache', '+     link to mail'])
  },
  'sharing that is withdrawn affects all who refer to it; what needs a component that changes passes it on': () => {
    const base = sharedApplication('platform', component('worker', 'cache', link('disk')), component('worker', 'disk'))
    const shop = application('shop', reference('worker', 'cache', 'platform/cache'))
    const before = latticeOf(base, shop)
    assert.equal(lines(diffLattices(before, latticeOf(base.replace('"true"', '"false"')), ['platform'])), [
      '~ platform',
      '    is not shared any more',
      '~    metadata.annotations."experimental.wasmcloud.dev/shared": "true" -> "false"',
      'others are affected:',
      '  shop/cache refers to platform/cache, which is not shared any more: 1.yaml:11:11',
    ])
    const { affected } = diffLattices(before, latticeOf(base.replace('disk:1.0.0', 'disk:2.0.0')), ['platform'])
    assert.equal(
      affected.map(({ needs, because, effect }) => [needs, because, effect]),
      [['platform/cache', 'platform/disk', 'changed']],
    )
  },
  'values of secrets are never said, and that they differ is': () => {
    const app = (value: string, kind = 'Secret'): string =>
      application(
        'shop',
        component(
          'worker',
          'web',
          `      traits:\n        - type: storage\n          properties:\n            secret: [{ name: key, mountPath: /k, stringData: { password: ${value} } }]\n`,
        ),
        `    - name: raw\n      type: k8s-objects\n      properties:\n        objects: [{ apiVersion: v1, kind: ${kind}, metadata: { name: x }, stringData: { token: ${value} } }]\n`,
      )
    for (const [before, after] of [
      [app('hunter2'), app('hunter3')],
      [app('hunter2'), application('shop', component('worker', 'web'))],
      [application('shop', component('worker', 'web')), app('hunter2')],
    ] as const) {
      const diff = diffLattices(latticeOf(before), latticeOf(after), ['shop'])
      const text = JSON.stringify(diff.applications) + lines(diff).join('\n') + diffMarkdown(diff, () => '')
      assert.ok(diff.applications.length === 1 && !text.includes('hunter'), text)
    }
  },
  'as Markdown nothing in a manifest ends the block': () => {
    const before = latticeOf(application('shop', component('worker', 'web')))
    const after = latticeOf(application('shop', component('worker', 'web', '        env: [{ name: A, value: "````" }]\n')))
    const text = diffMarkdown(diffLattices(before, after, ['shop']), () => '')
    assert.match(text, /^\*\*1 component changed\*\*\n\n`````diff\n/)
    assert.ok(text.endsWith('\n`````\n'))
    assert.is(
      diffMarkdown(diffLattices(before, before, ['shop']), () => ''),
      'No difference.\n',
    )
  },
})
