import * as assert from 'uvu/assert'
import { identifierOf } from '../../src/lattice/identifier-of.js'
import { tests } from '../harness.js'
import { complaints, latticeOf } from './lattice-of.js'

const platform = `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata:
  name: platform
  annotations:
    wasmcloud.dev/shared: "true"
spec:
  components:
    - name: keyvalue
      type: capability
      properties:
        image: ghcr.io/acme/keyvalue:1.0.0
        id: the-store
    - name: cache
      type: webservice
      properties:
        image: redis:7
`

const orders = `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata:
  name: My-Orders
spec:
  components:
    - name: store
      type: capability
      properties:
        application: { name: platform, component: keyvalue }
    - name: api
      type: component
      properties:
        image: ghcr.io/acme/api:1.0.0
        config:
          - name: limits
            properties: { most: "10" }
          - name: outside
        secrets:
          - name: token
            properties: { policy: vault, key: api/token }
      traits:
        - type: spreadscaler
          properties: { instances: 1 }
        - type: link
          properties:
            target:
              name: store
              config:
                - name: store-url
                  properties: { url: redis://cache }
            source:
              config:
                - name: source-settings
            source_config:
              - name: not-read-beside-source
                properties: { a: b }
            namespace: wasi
            package: keyvalue
            interfaces: [atomics, store]
        - type: link
          properties:
            target: store
            target_config:
              - name: old-form
                properties: { a: b }
            namespace: wasi
            package: blobstore
            interfaces: [blobstore]
    - name: migrate
      type: task
      dependsOn: [cache, nobody]
      properties:
        image: ghcr.io/acme/migrate:1.0.0
        env:
          - name: PASSWORD
            valueFrom: { secretKeyRef: { name: database, key: password } }
          - name: LEVEL
            valueFrom: { configMapKeyRef: { name: logging, key: level } }
      traits:
        - type: storage
          properties:
            configMap:
              - name: files
                mountPath: /etc/files
                data: { a: b }
              - name: there-already
                mountOnly: true
                mountPath: /etc/there
                data: { a: b }
    - name: cache
      type: worker
      properties:
        application: { name: platform, component: cache }
`

const lattice = latticeOf({ 'orders.yaml': orders, 'platform.yaml': platform })

tests('buildLattice', {
  'nodes are sorted, know their kind and what they stand for': () => {
    assert.equal(
      [...lattice.nodes.values()].map(({ id, kind, uses }) => [id, kind, uses]),
      [
        ['My-Orders/api', 'component', undefined],
        ['My-Orders/cache', 'container', 'platform/cache'],
        ['My-Orders/migrate', 'container', undefined],
        ['My-Orders/store', 'capability', 'platform/keyvalue'],
        ['platform/cache', 'container', undefined],
        ['platform/keyvalue', 'capability', undefined],
      ],
    )
  },
  'edges resolve references; what no component has makes none': () => {
    assert.equal(
      lattice.edges.map(({ from, to, resolved, kind, interfaces }) => [from, kind, to, resolved, interfaces]),
      [
        ['My-Orders/api', 'link', 'My-Orders/store', 'platform/keyvalue', ['wasi:keyvalue/atomics', 'wasi:keyvalue/store']],
        ['My-Orders/api', 'link', 'My-Orders/store', 'platform/keyvalue', ['wasi:blobstore/blobstore']],
        ['My-Orders/cache', 'uses', 'platform/cache', 'platform/cache', []],
        ['My-Orders/migrate', 'depends', 'My-Orders/cache', 'platform/cache', []],
        ['My-Orders/store', 'uses', 'platform/keyvalue', 'platform/keyvalue', []],
      ],
    )
    assert.equal(lattice.incoming.get('My-Orders/store')!.length, 2)
    assert.is(lattice.outgoing.get('platform/cache'), undefined)
  },
  'the place of an edge is the entry that makes it': () => {
    const words = lattice.edges.map(({ from, place }) => {
      const { document } = lattice.nodes.get(from)!.manifest
      const span = document.at(place.parent, place.key)
      return span.source.text.slice(span.start, span.end)
    })
    assert.equal(words, ['store', 'store', '{ name: platform, component: cache }', 'cache', '{ name: platform, component: keyvalue }'])
  },
  'needs have the names under which the lattice stores them': () => {
    assert.equal(
      lattice.needs.map(({ by, kind, name, key, owned, via }) => [by, kind, name, key, owned, via]),
      [
        ['My-Orders/api', 'config', 'limits', 'my_orders-limits', true, 'component'],
        ['My-Orders/api', 'config', 'outside', 'outside', false, 'component'],
        ['My-Orders/api', 'secret', 'token', 'SECRET_my_orders-token', true, 'component'],
        ['My-Orders/api', 'config', 'source-settings', 'source-settings', false, 'link'],
        ['My-Orders/api', 'config', 'store-url', 'my_orders-store_url', true, 'link'],
        ['My-Orders/api', 'config', 'old-form', 'my_orders-old_form', true, 'link'],
        ['My-Orders/migrate', 'secret', 'database', 'database', false, 'component'],
        ['My-Orders/migrate', 'config', 'logging', 'logging', false, 'component'],
        ['My-Orders/migrate', 'config', 'files', 'files', true, 'component'],
        ['My-Orders/migrate', 'config', 'there-already', 'there-already', false, 'component'],
      ],
    )
  },
  'what is needed is deployed earlier': () => {
    assert.equal(lattice.waves, [
      ['platform/cache', 'platform/keyvalue'],
      ['My-Orders/cache', 'My-Orders/store'],
      ['My-Orders/api', 'My-Orders/migrate'],
    ])
    assert.equal(lattice.cycles, [])
  },
  'a reference has the identifier of what it stands for, an explicit one too': () => {
    const ids = ['My-Orders/api', 'My-Orders/store', 'My-Orders/cache'].map((id) => identifierOf(lattice, lattice.nodes.get(id)!))
    assert.equal(ids, ['my_orders-api', 'the-store', undefined])
  },
  'of two applications with one name the first by path counts': () => {
    const twice = latticeOf({ 'b.yaml': platform.replace('redis:7', 'redis:8'), 'a.yaml': platform })
    assert.is(twice.applications.get('platform')!.document.source.path, 'a.yaml')
    assert.equal(
      twice.duplicates.map(({ document }) => document.source.path),
      ['b.yaml'],
    )
    assert.equal(complaints(twice), ['lattice/duplicate-application b.yaml:platform application `platform` is defined twice'])
  },
  'a component that links to itself, and two that link to each other, are circles': () => {
    const link = (target: string): string => `traits: [{ type: link, properties: { target: { name: ${target} } } }]`
    const { cycles, waves } = latticeOf({
      'a.yaml': `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata: { name: a }
spec:
  components:
    - { name: self, type: worker, properties: { image: a }, ${link('self')} }
    - { name: one, type: worker, properties: { image: a }, ${link('two')} }
    - { name: two, type: worker, properties: { image: a }, ${link('one')} }
    - { name: outside, type: worker, properties: { image: a }, ${link('two')} }
`,
    })
    assert.equal(cycles, [['a/one', 'a/two'], ['a/self']])
    assert.equal(waves, [['a/one', 'a/self', 'a/two'], ['a/outside']])
  },
  'a name that every object has is a name like any other': () => {
    const { nodes, edges } = latticeOf({
      'a.yaml': `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata: { name: constructor }
spec:
  components:
    - { name: __proto__, type: worker, properties: { image: a }, dependsOn: [toString] }
    - { name: toString, type: worker, properties: { application: { name: constructor, component: __proto__ } } }
`,
    })
    assert.equal([...nodes.keys()], ['constructor/__proto__', 'constructor/toString'])
    assert.is(edges.length, 2)
  },
  'nothing gives an empty lattice': () => {
    const { nodes, edges, waves, cycles, needs } = latticeOf({})
    assert.equal([nodes.size, edges, waves, cycles, needs], [0, [], [], [], []])
  },
})
