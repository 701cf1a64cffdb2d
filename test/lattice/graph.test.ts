import * as assert from 'uvu/assert'
import { graphDot } from '../../src/lattice/graph/graph-dot.js'
import { graphJson } from '../../src/lattice/graph/graph-json.js'
import { graphMermaid } from '../../src/lattice/graph/graph-mermaid.js'
import { graphSvg } from '../../src/lattice/graph/graph-svg.js'
import { graphText } from '../../src/lattice/graph/graph-text.js'
import { tests } from '../harness.js'
import { latticeOf } from './lattice-of.js'

const lattice = latticeOf({
  'apps/orders.yaml': `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata:
  name: orders
spec:
  components:
    - name: api
      type: component
      properties:
        image: ghcr.io/acme/orders-api:1.4.0
      traits:
        - type: spreadscaler
          properties: { instances: 1 }
        - type: link
          properties:
            name: state
            target: { name: database }
            namespace: wasi
            package: keyvalue
            interfaces: [atomics, store]
    - name: database
      type: capability
      properties:
        application: { name: platform, component: keyvalue }
`,
  'apps/platform.yaml': `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata:
  name: platform
  annotations:
    experimental.wasmcloud.dev/shared: "true"
spec:
  components:
    - name: keyvalue
      type: capability
      properties:
        image: ghcr.io/wasmcloud/keyvalue-redis:0.28.1
    - name: mqtt
      type: webservice
      properties:
        image: eclipse-mosquitto:2
`,
  'apps/site.yaml': `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata:
  name: site
spec:
  components:
    - name: pages
      type: spin
      properties:
        image: ghcr.io/acme/pages:1.0.0
      traits:
        - type: link
          properties: { target: { name: lost } }
    - name: lost
      type: webservice
      dependsOn: [seed]
      properties:
        application: { name: platform, component: gone }
    - name: seed
      type: task
      properties:
        image: ghcr.io/acme/seed:1.0.0
`,
})

/** Names that mean something in one of the languages of drawings. */
const awkward = [
  'a"b\\N\\',
  '<script>alert(1)</script>',
  ']]></style>-->',
  '&lt;&amp;&#38;',
  'line\nbreak\ttab\u001b[31m',
  '日本語 🚀',
  '1. list',
  '- end',
  '`markdown` **bold** #quot;',
  '%%{init: 1}%%',
  'end',
  '\u202eturned\ud800\ufffe\u0000',
]

const odd = latticeOf({
  'odd.json': JSON.stringify({
    apiVersion: 'core.oam.dev/v1beta1',
    kind: 'Application',
    metadata: { name: '日本-1' },
    spec: {
      components: awkward.map((name, index) => ({
        name,
        type: 'worker',
        properties: { image: 'busybox:1' },
        traits: [
          {
            type: 'link',
            properties: { target: { name: awkward[index + 1] ?? 'end' }, namespace: 'n"s', package: '<p>', interfaces: [name] },
          },
        ],
      })),
    },
  }),
})

tests('mc graph', {
  text: () => {
    assert.is(
      graphText(lattice),
      `orders
  api → database                 wasi:keyvalue/atomics, wasi:keyvalue/store, named state
  database ⇒ platform/keyvalue   shared application
platform (shared; used by orders)
  keyvalue
  mqtt
site
  lost → seed                    dependsOn
  lost ⇒ platform/gone           not found
  pages → lost                   link
  seed
order: platform/keyvalue, platform/mqtt, site/seed, orders/database, site/lost, orders/api, site/pages
`,
    )
  },
  'text of one application and what it needs': () => {
    assert.is(
      graphText(lattice, { app: 'orders' }),
      `orders
  api → database                 wasi:keyvalue/atomics, wasi:keyvalue/store, named state
  database ⇒ platform/keyvalue   shared application
platform (shared; used by orders)
  keyvalue
order: platform/keyvalue, orders/database, orders/api
`,
    )
  },
  'text of one application and what needs it': () => {
    assert.is(
      graphText(lattice, { app: 'platform', reverse: true }),
      `orders
  api
  database ← api               wasi:keyvalue/atomics, wasi:keyvalue/store, named state
platform (shared; used by orders)
  keyvalue ⇐ orders/database   shared application
  mqtt
order: platform/keyvalue, platform/mqtt, orders/database, orders/api
`,
    )
    assert.is(graphText(lattice, { app: 'nobody' }), '')
  },
  'text names circles': () => {
    const circle = latticeOf({
      'a.yaml': `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata: { name: a }
spec:
  components:
    - { name: one, type: worker, properties: { image: a }, dependsOn: [two] }
    - { name: two, type: worker, properties: { image: a }, dependsOn: [one] }
`,
    })
    assert.is(graphText(circle), 'a\n  one → two   dependsOn\n  two → one   dependsOn\norder: a/one, a/two\ncircle: a/one, a/two\n')
  },
  json: () => {
    const { version, nodes, edges, order, waves, cycles, ...rest } = JSON.parse(graphJson(lattice, { app: 'orders' })) as Record<
      string,
      unknown[]
    >
    assert.equal(rest, {})
    assert.is(version, 1)
    assert.equal(nodes![0], {
      id: 'orders/api',
      kind: 'component',
      file: 'apps/orders.yaml',
      range: { start: { line: 7, column: 13, offset: 108 }, end: { line: 7, column: 16, offset: 111 } },
    })
    assert.equal(edges, [
      { from: 'orders/api', to: 'orders/database', kind: 'link', interfaces: ['wasi:keyvalue/atomics', 'wasi:keyvalue/store'] },
      { from: 'orders/database', to: 'platform/keyvalue', kind: 'uses', interfaces: [] },
    ])
    assert.equal(order, ['platform/keyvalue', 'orders/database', 'orders/api'])
    assert.equal(waves, [['platform/keyvalue'], ['orders/database'], ['orders/api']])
    assert.equal(cycles, [])
  },
  mermaid: () => {
    assert.is(
      graphMermaid(lattice),
      `flowchart LR
  subgraph a0 ["orders"]
    n0[["api<br/>component"]]
    n1{{"database<br/>reference"}}
  end
  subgraph a1 ["platform (shared)"]
    n2{{"keyvalue<br/>capability"}}
    n3["mqtt<br/>webservice"]
  end
  subgraph a2 ["site"]
    n4["lost<br/>reference"]
    n5(["pages<br/>spin"])
    n6["seed<br/>task"]
  end
  m0["platform/gone<br/>not found"]
  n0 -->|"wasi:keyvalue/atomics<br/>wasi:keyvalue/store"| n1
  n1 ==> n2
  n4 -.-> n6
  n5 --> n4
  n4 ==> m0
`,
    )
  },
  dot: () => {
    const lines = graphDot(lattice).split('\n')
    assert.is(lines[0], 'digraph lattice {')
    for (const line of [
      '    "orders/database" [label="database\\nreference", shape="hexagon", style="dashed", class="capability reference"]',
      '    graph [label="platform (shared)", labeljust="l", style="rounded", penwidth="2", class="shared"]',
      '  "orders/api" -> "orders/database" [label="wasi:keyvalue/atomics\\nwasi:keyvalue/store", class="link"]',
      '  "orders/database" -> "platform/keyvalue" [style="dashed", arrowhead="empty", class="uses"]',
      '  "site/lost" -> "site/seed" [style="dotted", class="depends"]',
    ]) {
      assert.ok(lines.includes(line), line)
    }
  },
  'svg is one document that follows the reader’s preference': async () => {
    const svg = await graphSvg(lattice)
    assert.match(svg, /^<svg [^>]*class="mc-lattice"/)
    assert.match(svg, /prefers-color-scheme: dark/)
    assert.not.match(svg, /<!DOCTYPE|<!--|fill="white"/)
    assert.equal(
      textsOf(svg)
        .filter((text) => ['orders', 'platform (shared)', 'site'].includes(text))
        .sort(),
      ['orders', 'platform (shared)', 'site'],
    )
    assert.ok(textsOf(svg).includes('not found'))
    assert.is(elementsOf(svg).at(0), 'svg')
  },
  'an application without components is drawn': async () => {
    const empty = latticeOf({
      'a.yaml': 'apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: { name: hollow }\nspec: { components: [] }\n',
    })
    assert.ok(textsOf(await graphSvg(empty)).includes('hollow'))
    assert.is(graphText(empty), 'hollow\n')
  },
  'any name is safe in svg': async () => {
    const svg = await graphSvg(odd)
    const known = new Set(['svg', 'style', 'g', 'title', 'path', 'polygon', 'polyline', 'ellipse', 'text'])
    for (const element of elementsOf(svg)) assert.ok(known.has(element), `element ${element}`)
    const shown = textsOf(svg)
    for (const text of ['a"b\\N\\', '<script>alert(1)</script>', ']]></style>-->', '&lt;&amp;&#38;', 'line␊break␉tab␛[31m', '日本語 🚀']) {
      assert.ok(shown.includes(text), `${text} in ${shown.join(' | ')}`)
    }
  },
  'any name is safe in mermaid, dot and text': () => {
    for (const line of graphMermaid(odd).split('\n')) {
      assert.match(line, /^(flowchart LR| {2}subgraph a\d+ \["[^"`]*"\]| {4}n\d+\["[^"`]*"\]| {2}end| {2}n\d+ -->\|"[^"`]*"\| n\d+|)$/)
      const text = line.replace(/#\d+;/g, '').replaceAll('<br/>', '')
      assert.not.match(text.slice(text.indexOf('"'), text.lastIndexOf('"')), /[<>&#`\\*%{}]/)
    }
    const dot = graphDot(odd)
    for (const line of dot.split('\n')) assert.is((line.replace(/\\[\s\S]/g, '').match(/"/g) ?? []).length % 2, 0, line)
    for (const drawing of [dot, graphMermaid(odd), graphText(odd)])
      assert.not.match(drawing.replaceAll('\n', ''), /[\u0000-\u001f\u007f-\u009f\u202e]/)
  },
})

/** Gives the names of the elements in order; throws where the document is not well formed. */
function elementsOf(svg: string): string[] {
  const names: string[] = []
  const open: string[] = []
  const rest = svg.replace(
    /<(\/?)([a-z]+)((?:\s+[A-Za-z:-]+="[^"<]*")*)\s*(\/?)>/g,
    (_, end: string, name: string, _attributes: string, single: string) => {
      if (end === '') names.push(name)
      if (end !== '' && open.pop() !== name) throw new Error(`</${name}> closes nothing`)
      if (end === '' && single === '') open.push(name)
      return ''
    },
  )
  if (open.length > 0 || rest.includes('<') || /&(?!(?:[a-z]+|#\d+|#x[\da-f]+);)/.test(rest))
    throw new Error(`not well formed: ${rest.slice(0, 200)}`)
  return names
}

function textsOf(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((match) =>
    match[1]!
      .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&')
      .replaceAll('\u00a0', ' '),
  )
}
