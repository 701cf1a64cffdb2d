import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { checkWadm } from '../../src/language/wadm/check-wadm.js'
import type { Scaler } from '../../src/plan/plan.js'
import { conformance, listFiles, tests } from '../harness.js'
import { application, planOf, tryPlan, wasmOf } from './plan-of.js'

const pong = '- name: pong\n  type: capability\n  properties: {image: "x:2"}\n'

function scalersOf(traits: string, type = 'component'): readonly Scaler[] {
  return wasmOf(planOf(application('app', `- name: ping\n  type: ${type}\n  properties: {image: "x:1"}\n  traits: ${traits}`)), 'app/ping')
    .scalers
}

tests('plan of a Wasm workload', {
  'spreads by wadm’s arithmetic, in wadm’s order': () => {
    const spread = '[{name: a, requirements: {zone: a}, weight: 30}, {name: b, requirements: {}, weight: 40}]'
    assert.equal(scalersOf(`[{type: spreadscaler, properties: {instances: 7, spread: ${spread}}}]`), [
      {
        kind: 'spread',
        instances: 7,
        placement: [
          { name: 'b', requirements: {}, instances: 4 },
          { name: 'a', requirements: { zone: 'a' }, instances: 3 },
        ],
      },
    ])
    assert.equal(scalersOf('[{type: spreadscaler, properties: {replicas: 12}}]')[0]?.placement, [
      { name: 'default', requirements: {}, instances: 12 },
    ])
    assert.equal(scalersOf(`[{type: daemonscaler, properties: {instances: 2, spread: ${spread}}}]`), [
      {
        kind: 'daemon',
        instances: 2,
        placement: [
          { name: 'a', requirements: { zone: 'a' }, instances: 2 },
          { name: 'b', requirements: {}, instances: 2 },
        ],
      },
    ])
  },
  'runs a provider once and a component never, without a scaler': () => {
    assert.equal(scalersOf('[]', 'capability'), [
      { kind: 'spread', instances: 1, placement: [{ name: 'default', requirements: {}, instances: 1 }] },
    ])
    assert.equal(scalersOf('[]'), [])
  },
  'names identifiers, configuration and secrets by wadm’s rule': () => {
    const planned = planOf(
      `${application(
        'My-App',
        '- name: Ping.x\n  type: component\n  properties:\n    image: "x:1"\n    config: [{name: own, properties: {a: b}}, {name: elsewhere}]\n    secrets: [{name: pw, properties: {policy: vault, key: k, field: f}}]\n  traits: [{type: spreadscaler, properties: {instances: 1}}]\n',
      )}  policies: [{name: vault, type: policy.secret.wasmcloud.dev/v1alpha1, properties: {backend: nats-kv}}]\n`,
    )
    const ping = wasmOf(planned, 'My-App/Ping.x')
    assert.is(ping.wadmId, 'my_app-ping_x')
    assert.equal(ping.config, [
      { name: 'own', key: 'my_app-own', properties: { a: 'b' } },
      { name: 'elsewhere', key: 'elsewhere' },
    ])
    assert.equal(ping.secrets, [
      { name: 'pw', key: 'SECRET_my_app-pw', policy: 'vault', backend: 'nats-kv', source: { key: 'k', field: 'f' } },
    ])
  },
  'keeps links of wasmCloud apart from those that cross': () => {
    const planned = planOf(
      application(
        'app',
        `${pong}- name: redis\n  type: webservice\n  properties: {image: redis, port: 6379}
- name: ping
  type: component
  properties: {image: "x:1", id: chosen}
  traits:
    - {type: spreadscaler, properties: {instances: 1}}
    - {type: link, properties: {target: pong, namespace: wasi, package: keyvalue, interfaces: [store], target_config: [{name: c, properties: {a: b}}]}}
    - {type: link, properties: {target: {name: redis}}}
`,
      ),
    )
    const ping = wasmOf(planned, 'app/ping')
    assert.is(ping.wadmId, 'chosen')
    assert.equal(ping.links, [
      {
        name: 'default',
        to: 'app/pong',
        targetId: 'app-pong',
        namespace: 'wasi',
        package: 'keyvalue',
        interfaces: ['store'],
        sourceConfig: [],
        targetConfig: [{ name: 'c', key: 'app-c', properties: { a: 'b' } }],
        sourceSecrets: [],
        targetSecrets: [],
      },
    ])
    assert.equal(
      ping.bindings.map(({ name, to, scheme }) => [name, to, scheme]),
      [['redis', 'app/redis', 'redis']],
    )
    assert.equal(
      ping.needs.map(({ id }) => id),
      ['app/pong', 'app/redis'],
    )
    const { components } = planned.plan.applications[0]!.wadm!.spec as { components: { name: string; traits?: { type: string }[] }[] }
    assert.equal(
      components.map(({ name, traits = [] }) => [name, ...traits.map(({ type }) => type)]),
      [['pong'], ['ping', 'spreadscaler', 'link']],
      'the manifest for wadm knows no containers',
    )
  },
  'has a manifest for wadm without old names': () => {
    const manifest = application(
      'app',
      `- name: ping
  type: actor
  properties: {image: "x:1"}
  traits:
    - {type: spreadscaler, properties: {replicas: 2, spread: [{name: all, requirements: {}}]}}
    - {type: link, properties: {target: pong, namespace: wasi, package: keyvalue, interfaces: [store], source_config: [{name: c, properties: {a: b}}]}}
${pong}`,
      '{version: v1, wasmcloud.dev/shared: "true"}',
    )
    const { wadm } = planOf(manifest).plan.applications[0]!
    assert.equal(JSON.parse(JSON.stringify(wadm)), {
      apiVersion: 'core.oam.dev/v1beta1',
      kind: 'Application',
      metadata: {
        name: 'app',
        annotations: { version: 'v1', 'wasmcloud.dev/shared': 'true', 'experimental.wasmcloud.dev/shared': 'true' },
      },
      spec: {
        components: [
          {
            name: 'ping',
            type: 'component',
            properties: { image: 'x:1' },
            traits: [
              { type: 'spreadscaler', properties: { instances: 2, spread: [{ name: 'all', requirements: {} }] } },
              {
                type: 'link',
                properties: {
                  namespace: 'wasi',
                  package: 'keyvalue',
                  interfaces: ['store'],
                  source: { config: [{ name: 'c', properties: { a: 'b' } }] },
                  target: { name: 'pong' },
                },
              },
            ],
          },
          { name: 'pong', type: 'capability', properties: { image: 'x:2' } },
        ],
      },
    })
  },
  'hands wadm the same manifest that it would store itself': () => {
    let compared = 0
    for (const corpus of ['corpus', 'conformance/wadm/edge']) {
      const folder = conformance(corpus)
      for (const path of folder === undefined ? [] : listFiles(folder).filter((file) => /\.ya?ml$/.test(file))) {
        const text = readFileSync(path, 'utf8')
        const given = checkWadm(text)
        const wadm = given.verdict === 'valid' ? tryPlan({ [path]: text }).planned?.plan.applications[0]?.wadm : undefined
        if (wadm === undefined) continue
        const handed = checkWadm(JSON.stringify(wadm))
        assert.is(handed.verdict, 'valid', path)
        assert.equal(withoutEffect(handed.roundtrip), withoutEffect(given.roundtrip), path)
        compared++
      }
    }
    if (conformance('corpus') !== undefined) assert.ok(compared >= 80, `${compared} manifests`)
  },
  'groups hosts by their labels': () => {
    const component = (name: string, spread: string): string =>
      `- name: ${name}\n  type: component\n  properties: {image: "x:1"}\n  traits: [{type: spreadscaler, properties: {instances: 4, spread: ${spread}}}]\n`
    const components = [
      component('a', '[{name: s, requirements: {region: EU West, zone: "1"}}, {name: t, requirements: {}}]'),
      component('b', '[{name: s, requirements: {zone: "1", region: EU West}}]'),
      component('c', '[{name: s, requirements: {zone: default}}]'),
      component('d', '[{name: s, requirements: {cloud: eu-west-1}}]'),
      component('e', '[{name: s, requirements: {cloud: never}, weight: 0}, {name: t, requirements: {}, weight: 1}]'),
    ]
    assert.equal(planOf(application('app', components.join(''))).plan.hostGroups, [
      { name: 'default', labels: {}, workloads: ['app/a', 'app/e'] },
      { name: 'hosts-cloud-eu-west-1', labels: { cloud: 'eu-west-1' }, workloads: ['app/d'] },
      { name: 'hosts-region-eu-west-zone-1', labels: { region: 'EU West', zone: '1' }, workloads: ['app/a', 'app/b'] },
      { name: 'hosts-zone-default', labels: { zone: 'default' }, workloads: ['app/c'] },
    ])
  },
  'places all recorded cases as wadm does': () => {
    const recorded = conformance('conformance/wadm')
    const lines = recorded === undefined ? [] : readFileSync(join(recorded, 'goldens.jsonl'), 'utf8').trim().split('\n')
    for (const line of lines) {
      const golden = JSON.parse(line) as {
        kind: string
        instances: number
        weights: (number | null)[]
        result: [string, number][] | { panic: string }
      }
      if (golden.kind !== 'spread' || !Array.isArray(golden.result)) continue
      const spread = golden.weights.map((weight, index) => ({ name: `s${index}`, requirements: {}, ...(weight !== null && { weight }) }))
      const [scaler] = scalersOf(JSON.stringify([{ type: 'spreadscaler', properties: { instances: golden.instances, spread } }]))
      assert.equal(
        scaler?.placement.map(({ name, instances }) => [name, instances]),
        golden.result,
        line,
      )
    }
  },
})

/** Leaves out what has no effect in wadm: traits that it does not know, and, since it drops them, empty maps. */
function withoutEffect(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => !isUnknownTrait(item)).map(withoutEffect)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, child]) => [key, withoutEffect(child)] as const)
  return Object.fromEntries(entries.filter(([, child]) => typeof child !== 'object' || child === null || Object.keys(child).length > 0))
}

function isUnknownTrait(item: unknown): boolean {
  if (typeof item !== 'object' || item === null || 'name' in item || !('type' in item)) return false
  return !['link', 'spreadscaler', 'daemonscaler'].includes(String(item.type))
}
