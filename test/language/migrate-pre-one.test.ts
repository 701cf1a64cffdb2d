import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { parse, stringify } from 'yaml'
import { migratePreOne } from '../../src/language/migrate-pre-one.js'
import { checkWadm } from '../../src/language/wadm/check-wadm.js'
import { conformance, tests } from '../harness.js'

const old = `
- name: api
  type: actor
  properties:
    image: registry.example.com/api:0.3.0
  traits:
    - type: spreadscaler
      properties:
        replicas: 2
    - type: linkdef
      properties:
        target: server
        values:
          address: 0.0.0.0:8080
    - type: linkdef
      properties:
        target: store
        values:
          url: redis://cache:6379
          retries: 3
    - type: linkdef
      properties:
        target: ledger
- name: server
  type: capability
  properties:
    image: registry.example.com/http-server:0.17.0
    contract: wasmcloud:httpserver
- name: store
  type: capability
  properties:
    image: registry.example.com/kv-redis:0.22.0
    contract: wasmcloud:keyvalue
    link_name: default
- name: ledger
  type: capability
  properties:
    image: registry.example.com/ledger:0.1.0
    contract: acme:accounting
`

const application = (components: unknown): string =>
  stringify({ apiVersion: 'core.oam.dev/v1beta1', kind: 'Application', metadata: { name: 'shop', annotations: {} }, spec: { components } })

/** Gives the components with each rewritten as its help shows it. */
function rewrite(components: readonly unknown[]): unknown[] {
  return components.map((component) => {
    const help = migratePreOne(component, components)?.help
    if (help === undefined) return component
    const lines = help.split('\n').slice(1)
    const yaml = lines.slice(0, lines.findLastIndex((line) => /^[- ]/.test(line)) + 1)
    const [rewritten]: unknown[] = parse(yaml.join('\n'))
    return rewritten
  })
}

const cases = {
  'leaves the present form alone': () => {
    const components: unknown[] = parse(`
- name: api
  type: component
  properties: {image: "registry.example.com/api:1.0.0"}
  traits:
    - type: linkdef
      properties: {target: {name: store}, namespace: wasi, package: keyvalue, interfaces: [store]}
`)
    for (const component of [...components, null, 'text', [], {}, { traits: 'x', properties: 1 }])
      assert.is(migratePreOne(component, components), undefined)
  },
  'names the words of the old form': () => {
    const components: unknown[] = parse(old)
    const messages = components.map((component) => migratePreOne(component, components)?.message ?? '')
    assert.match(messages[0] ?? '', /`api`.*\(`linkdef`\)/)
    assert.match(messages[2] ?? '', /`store`.*\(`contract`, `link_name`\)/)
  },
  'shows the very component in the new form': () => {
    const components: unknown[] = parse(old)
    const [api, server, store, ledger] = rewrite(components)
    assert.equal(api, {
      name: 'api',
      type: 'component',
      properties: { image: 'registry.example.com/api:0.3.0' },
      traits: [
        { type: 'spreadscaler', properties: { instances: 2 } },
        {
          type: 'link',
          properties: {
            target: { name: 'store', config: [{ name: 'api-store', properties: { url: 'redis://cache:6379', retries: '3' } }] },
            namespace: 'wasi',
            package: 'keyvalue',
            interfaces: ['atomics', 'store'],
          },
        },
        { type: 'link', properties: { target: { name: 'ledger' }, namespace: 'acme', package: 'accounting', interfaces: [] } },
      ],
    })
    assert.equal(server, {
      name: 'server',
      type: 'capability',
      properties: { image: 'registry.example.com/http-server:0.17.0' },
      traits: [
        {
          type: 'link',
          properties: {
            target: { name: 'api' },
            namespace: 'wasi',
            package: 'http',
            interfaces: ['incoming-handler'],
            source: { config: [{ name: 'server-api', properties: { address: '0.0.0.0:8080' } }] },
          },
        },
      ],
    })
    assert.equal(store, { name: 'store', type: 'capability', properties: { image: 'registry.example.com/kv-redis:0.22.0' } })
    assert.equal(ledger, { name: 'ledger', type: 'capability', properties: { image: 'registry.example.com/ledger:0.1.0' } })
  },
  'says where a link went, and what only the author knows': () => {
    const components: unknown[] = parse(old)
    const help = migratePreOne(components[0], components)?.help ?? ''
    assert.match(help, /the link by which `server` calls `api` now stands at `server`/)
    assert.match(help, /`interfaces` of the link to `ledger`/)
  },
  'gives what wadm accepts': () => {
    const components: unknown[] = parse(old)
    assert.is(checkWadm(application(components)).verdict, 'parse_error')
    assert.is(checkWadm(application(rewrite(components))).verdict, 'valid')
  },
  'names the links of a provider that calls several components': () => {
    const twice = `${old}
- name: admin
  type: actor
  properties: {image: "registry.example.com/admin:0.3.0"}
  traits:
    - type: linkdef
      properties: {target: server, values: {address: "0.0.0.0:8081"}}
`
    assert.is(checkWadm(application(rewrite(parse(twice)))).verdict, 'valid')
  },
}

/** Real manifests: each one in the old form becomes one that wadm can read. */
const corpus = conformance('corpus')
const real =
  corpus === undefined
    ? {}
    : {
        'gives what wadm reads for every real manifest': () => {
          let count = 0
          for (const path of readdirSync(corpus, { recursive: true, encoding: 'utf8' })) {
            if (!/\.ya?ml$/.test(path) || !statSync(join(corpus, path)).isFile()) continue
            const text = readFileSync(join(corpus, path), 'utf8')
            if (!text.includes('linkdef') && !text.includes('contract:')) continue
            let manifest: { spec?: { components?: unknown[] } }
            try {
              manifest = parse(text)
            } catch {
              continue
            }
            const components = manifest.spec?.components
            if (components === undefined || components.every((component) => migratePreOne(component, components) === undefined)) continue
            const { verdict, error } = checkWadm(stringify({ ...manifest, spec: { components: rewrite(components) } }))
            assert.is.not(verdict, 'parse_error', `${path}: ${error?.path} ${error?.message}`)
            count++
          }
          assert.ok(count > 10, `only ${count} manifests in the old form`)
        },
      }

tests('manifests of wadm 0.x', { ...cases, ...real })
