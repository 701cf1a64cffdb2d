import * as assert from 'uvu/assert'
import type { Finding } from '../../src/diagnostic.js'
import { latticeRules } from '../../src/language/rules/lattice/index.js'
import { application, component, reference, sharedApplication } from '../../src/language/rules/lattice/snippets.js'
import type { LatticeRule } from '../../src/language/rules/rule.js'
import type { Lattice } from '../../src/lattice/lattice.js'
import { tests } from '../harness.js'
import { complaints, latticeOf } from './lattice-of.js'

const scaler = '        - type: spreadscaler\n          properties:\n            instances: 1\n'
const cache = component('worker', 'cache')
const useCache = reference('worker', 'cache', 'platform/cache')

tests('rules over the lattice', {
  'an application that could not be read is not unknown': () => {
    const shop = application('shop', useCache)
    const broken = `${sharedApplication('platform', cache)}        cmd: [unfinished\n`
    assert.equal(complaints(latticeOf({ 'a.yaml': broken, 'b.yaml': shop })), [])
    assert.equal(complaints(latticeOf({ 'b.yaml': shop })), [
      'lattice/unknown-application b.yaml:platform application `platform` is not in the lattice',
    ])
  },
  'two mistakes in a reference are two complaints': () => {
    const bad = { 'a.yaml': application('platform', component('capability', 'cach')), 'b.yaml': application('shop', useCache) }
    assert.equal(complaints(latticeOf(bad)), [
      'lattice/not-shared b.yaml:platform application `platform` is not shared with the lattice',
      'lattice/unknown-component b.yaml:cache application `platform` has no component `cache`',
    ])
  },
  'suggestions come with an edit that keeps the quotes': () => {
    const shop = application('shop', useCache)
    for (const [written, wanted] of [
      ['platfrom', 'platform'],
      ['"platfrom"', '"platform"'],
      ["'platfrom'", "'platform'"],
    ] as const) {
      const text = shop.replace('name: platform', `name: ${written}`)
      const [finding] = findings(
        'lattice/unknown-application',
        latticeOf({ 'a.yaml': sharedApplication('platform', cache), 'b.yaml': text }),
      )
      assert.is(finding!.label, 'did you mean `platform`?')
      assert.is(apply(text, finding!), shop.replace('name: platform', `name: ${wanted}`))
    }
    const far = findings('lattice/unknown-application', latticeOf({ 'b.yaml': shop }))
    assert.is(far[0]!.help, 'give mc the manifest of `platform` too')
    assert.is(far[0]!.edits, undefined)
  },
  'a value that nearly shares gets a hint of its own': () => {
    const almost = sharedApplication('platform', cache).replace('"true"', '"yes"')
    const [finding] = findings('lattice/not-shared', latticeOf({ 'a.yaml': almost, 'b.yaml': application('shop', useCache) }))
    assert.is(finding!.help, 'the value of `experimental.wasmcloud.dev/shared` must be exactly `"true"`')
    assert.is(finding!.related![0]!.message, '`yes` does not share it')
  },
  'containers are one kind, whatever their type': () => {
    const files = (type: string): Record<string, string> => ({
      'a.yaml': sharedApplication('platform', component('webservice', 'cache')),
      'b.yaml': application('shop', reference(type, 'cache', 'platform/cache')),
    })
    assert.equal(complaints(latticeOf(files('task'))), [])
    assert.equal(complaints(latticeOf(files('spin'))), [
      'lattice/wrong-kind b.yaml:spin `cache` is a `spin`, but it refers to a `webservice`',
    ])
  },
  'the help of a chain names its end': () => {
    const lattice = latticeOf({
      'a.yaml': sharedApplication('base', cache),
      'b.yaml': sharedApplication('platform', reference('worker', 'cache', 'base/cache')),
      'c.yaml': sharedApplication('middle', useCache),
      'd.yaml': application('shop', reference('worker', 'cache', 'middle/cache')),
    })
    assert.equal(
      findings('lattice/reference-chain', lattice).map(({ help }) => help),
      ['refer to `base/cache` directly', 'refer to `base/cache` directly'],
    )
  },
  'a circle of three begins at its smallest position, whatever the names': () => {
    const ring = (name: string, next: string): string =>
      sharedApplication(name, component('worker', 'own'), reference('worker', 'other', `${next}/own`))
    const files = { '1.yaml': ring('zoo', 'ant'), '2.yaml': ring('ant', 'bee'), '3.yaml': ring('bee', 'zoo') }
    assert.equal(complaints(latticeOf(files)), [
      'lattice/cycle 1.yaml:ant applications refer to each other in a circle: `zoo` → `ant` → `bee` → `zoo`',
    ])
    const [finding] = findings('lattice/cycle', latticeOf(files))
    assert.equal(
      finding!.related!.map(({ message }) => message),
      ['`ant` refers to `bee` here', '`bee` refers to `zoo` here'],
    )
  },
  'circles that share no reference are all told': () => {
    const lattice = latticeOf({
      'a.yaml': sharedApplication('a', component('worker', 'own'), reference('worker', 'b', 'b/own')),
      'b.yaml': sharedApplication('b', component('worker', 'own'), reference('worker', 'a', 'a/own'), reference('worker', 'c', 'c/own')),
      'c.yaml': sharedApplication('c', component('worker', 'own'), reference('worker', 'b', 'b/own')),
    })
    assert.equal(
      complaints(lattice).map((line) => line.slice(line.indexOf(':') + 3)),
      ['applications refer to each other in a circle: `a` → `b` → `a`', 'applications refer to each other in a circle: `b` → `c` → `b`'],
    )
  },
  'a reference to the own application is a circle of one, and nothing else': () => {
    const lattice = latticeOf({ 'a.yaml': application('shop', cache, reference('worker', 'again', 'shop/cache')) })
    assert.equal(complaints(lattice), ['lattice/cycle a.yaml:shop application `shop` refers to itself'])
  },
  'an unresolved reference keeps the circle for later': () => {
    const lattice = latticeOf({
      'a.yaml': sharedApplication('a', component('worker', 'own'), reference('worker', 'b', 'b/own'), reference('worker', 'c', 'a/gone')),
      'b.yaml': sharedApplication('b', component('worker', 'own'), reference('worker', 'a', 'a/own')),
    })
    assert.equal(complaints(lattice), ['lattice/unknown-component a.yaml:gone application `a` has no component `gone`'])
  },
  'identifiers collide with explicit ones, references never': () => {
    const lattice = latticeOf({
      'a.yaml': sharedApplication('platform', component('capability', 'http')),
      'b.yaml': application(
        'shop',
        reference('capability', 'http', 'platform/http'),
        component('capability', 'own', '        id: platform-http\n'),
      ),
      'c.yaml': application('blog', reference('capability', 'http', 'platform/http')),
    })
    assert.equal(complaints(lattice), [
      'lattice/identifier-collision b.yaml:platform-http `shop/own` has the identifier of `platform/http`, `platform-http`',
    ])
  },
  'configuration collides within a manifest only where its content differs': () => {
    const config = (value: string): string =>
      `        config:\n          - name: limits\n            properties:\n              most: "${value}"\n`
    const shop = (value: string): Record<string, string> => ({
      'a.yaml': application('shop', component('capability', 'one', config('1')), component('capability', 'two', config(value))),
    })
    assert.equal(complaints(latticeOf(shop('1'))), [])
    assert.is(complaints(latticeOf(shop('2'))).length, 1)
  },
  'ConfigMaps collide by name, within a namespace': () => {
    const files = (value: string, namespace: string): Record<string, string> => {
      const storage = (data: string): string =>
        `      traits:\n        - type: storage\n          properties:\n            configMap:\n              - name: settings\n                mountPath: /etc/settings\n                data:\n                  level: ${data}\n`
      return {
        'a.yaml': application('shop', component('worker', 'one', storage('low'))),
        'b.yaml': application('blog', component('worker', 'two', storage(value))).replace('name: blog\n', `name: blog\n${namespace}`),
      }
    }
    assert.equal(complaints(latticeOf(files('low', ''))), [])
    assert.equal(complaints(latticeOf(files('high', '  namespace: other\n'))), [])
    assert.equal(complaints(latticeOf(files('high', ''))), [
      'lattice/config-collision b.yaml:settings configuration `settings` of `blog/two` is stored under the name of another, `settings`',
    ])
  },
  'routes collide by what they match': () => {
    const web = (name: string, gateway: string): string =>
      application(name, component('webservice', 'web', `      traits:\n        - type: gateway\n          properties: ${gateway}\n`))
    const told = (one: string, other: string): number =>
      complaints(latticeOf({ 'a.yaml': web('shop', one), 'b.yaml': web('blog', other) })).length
    assert.is(told('{ domain: Example.com, http: { /a: 80 } }', '{ domain: example.com, http: { /a: 81 } }'), 1)
    assert.is(told('{ domain: a.example, http: { /a: 80 } }', '{ domain: b.example, http: { /a: 80 } }'), 0)
    assert.is(told('{ http: { /a: 80 } }', '{ http: { /a: 80 } }'), 1)
    assert.is(told('{ http: { /a: 80 } }', '{ domain: a.example, http: { /a: 80 } }'), 0)
    assert.is(told('{ http: { /a/: 80 }, pathType: Prefix }', '{ http: { /a: 80 }, pathType: Prefix }'), 1)
    assert.is(told('{ http: { /a: 80 }, pathType: Prefix }', '{ http: { /a: 80 }, pathType: Exact }'), 0)
    assert.is(told('{ http: { /a: 80 }, class: nginx }', '{ http: { /a: 80 }, class: traefik }'), 0)
    assert.is(told('{ http: { /a: 80, /b: 80 } }', '{ http: { /b: 80 } }'), 1)
  },
  'ports of the machine collide by number, protocol and address': () => {
    const worker = (name: string, port: string): string =>
      application(
        name,
        component(
          'worker',
          'web',
          `      traits:\n        - type: container-ports\n          properties: { ports: [{ containerPort: 80, ${port} }] }\n`,
        ),
      )
    const told = (one: string, other: string): number =>
      complaints(latticeOf({ 'a.yaml': worker('shop', one), 'b.yaml': worker('blog', other) })).length
    assert.is(told('hostPort: 80', 'hostPort: 80'), 1)
    assert.is(told('hostPort: 80', 'hostPort: 81'), 0)
    assert.is(told('hostPort: 80', 'hostPort: 80, protocol: UDP'), 0)
    assert.is(told('hostPort: 80, hostIP: 10.0.0.1', 'hostPort: 80, hostIP: 10.0.0.2'), 0)
    assert.is(told('hostPort: 80, hostIP: 10.0.0.1', 'hostPort: 80'), 1)
    assert.is(told('hostPort: 80, hostIP: 0.0.0.0', 'hostPort: 80, hostIP: 10.0.0.2'), 1)
  },
  'links of a shared component are told apart by what the host does': () => {
    const site = (name: string, link: string): string =>
      application(
        name,
        component('component', 'web', `      traits:\n${scaler}`),
        reference('capability', 'http', 'platform/http', `      traits:\n        - type: link\n          properties: ${link}\n`),
        reference('component', 'common', 'platform/common'),
      )
    const platform = sharedApplication(
      'platform',
      component('capability', 'http'),
      component('component', 'common', `      traits:\n${scaler}`),
    )
    const told = (one: string, other: string): string[] =>
      complaints(latticeOf({ 'a.yaml': platform, 'b.yaml': site('shop', one), 'c.yaml': site('blog', other) })).map((line) =>
        line.slice(line.indexOf('this link')),
      )
    const link = (target: string, interfaces: string, more = ''): string =>
      `{ target: { name: ${target} }, namespace: wasi, package: http, interfaces: [${interfaces}]${more} }`
    assert.equal(told(link('web', 'incoming-handler'), link('web', 'incoming-handler')), [
      'this link of `platform/http` has the name `default` and the interface `wasi:http/incoming-handler` of another, and the host would refuse it',
    ])
    assert.equal(told(link('web', 'incoming-handler'), link('web', 'outgoing-handler')), [
      'this link of `platform/http` has the name `default` of another of the same package, and removing either would delete the other',
    ])
    assert.equal(told(link('common', 'incoming-handler'), link('common', 'outgoing-handler')), [
      'this link of `platform/http` has the name `default` of another to the same target and would replace it',
    ])
    assert.equal(told(link('common', 'incoming-handler'), link('common', 'incoming-handler')), [])
    assert.equal(told(link('web', 'incoming-handler'), link('web', 'incoming-handler', ', name: blog')), [])
  },
  'network names collide in lower case and with hyphens; Wasm workloads have none': () => {
    const files = (type: string): Record<string, string> => ({
      'a.yaml': application('a-b', component(type, 'c')),
      'b.yaml': application('a', component(type, 'B_c')),
    })
    assert.equal(complaints(latticeOf(files('worker'))), [
      'lattice/service-name-collision b.yaml:B_c `a/B_c` has the network name of `a-b/c`, `a-b-c`',
    ])
    assert.equal(complaints(latticeOf(files('capability'))), [])
  },
})

function findings(code: LatticeRule['code'], lattice: Lattice): Finding[] {
  const found: Finding[] = []
  latticeRules.find((rule) => rule.code === code)!.check(lattice, (finding) => found.push(finding))
  return found
}

function apply(text: string, { edits = [] }: Finding): string {
  return edits.reduce((result, { span, text: replacement }) => result.slice(0, span.start) + replacement + result.slice(span.end), text)
}
