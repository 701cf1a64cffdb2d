import * as assert from 'uvu/assert'
import { tests } from '../../harness.js'
import { charts } from './charts.js'

const web = `
- name: web
  type: webservice
  properties:
    image: nginx:1.27
    ports:
      - port: 80
`

/** An application with annotations. */
function annotated(annotations: Readonly<Record<string, string>>): string {
  const lines = Object.entries(annotations).map(([key, value]) => `    ${key}: ${JSON.stringify(value)}`)
  return `apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata:\n  name: shop\n  annotations:\n${lines.join('\n')}\nspec:\n  components:${web.replaceAll('\n', '\n    ')}`
}

tests('Chart.yaml', {
  'of an application without annotations says what it must and no more'() {
    assert.equal(charts({ shop: web }).chart('shop'), {
      apiVersion: 'v2',
      name: 'shop',
      type: 'application',
      version: '0.1.0',
      kubeVersion: '>=1.27.0-0',
      annotations: { 'manifest-compiler.dev/application': 'shop', 'manifest-compiler.dev/source': 'shop.yaml' },
    })
  },
  'keeps the version as text, whatever it looks like'() {
    const { files, chart } = charts({ shop: annotated({ version: '1.10' }) })
    assert.is(chart('shop').version, '1.10.0')
    assert.match(files['shop/Chart.yaml']!, 'appVersion: "1.10"')
  },
  'says where a version went that is not SemVer'() {
    const { chart, diagnostics } = charts({ shop: annotated({ version: '01J9ZK3V8QWERTYUIOPASDFGHJ' }) })
    assert.is(chart('shop').version, '0.1.0+01J9ZK3V8QWERTYUIOPASDFGHJ')
    assert.is(chart('shop').appVersion, '01J9ZK3V8QWERTYUIOPASDFGHJ')
    const [said] = diagnostics.filter(({ code }) => code === 'target/chart-version')
    assert.is(said?.severity, 'info')
    assert.is(said?.span?.source.text.slice(said.span.start, said.span.end), '"01J9ZK3V8QWERTYUIOPASDFGHJ"')
  },
  'says nothing where it is'() {
    const { diagnostics } = charts({ shop: annotated({ version: 'v1.2' }) })
    assert.equal(
      diagnostics.filter(({ code }) => code === 'target/chart-version'),
      [],
    )
  },
  'has what wadm tells people where Helm has it'() {
    const { home, sources, keywords, maintainers, annotations } = charts({
      shop: annotated({
        'wasmcloud.dev/homepage': 'https://shop.example',
        'wasmcloud.dev/source-url': 'https://git.example/shop',
        'wasmcloud.dev/categories': 'shop, web\nhttp\n',
        'wasmcloud.dev/authors': 'Ada <ada@shop.example>, the team',
        'example.com/owner': 'team-7',
      }),
    }).chart('shop')
    assert.equal(
      { home, sources, keywords, maintainers },
      {
        home: 'https://shop.example',
        sources: ['https://git.example/shop'],
        keywords: ['shop', 'web', 'http'],
        maintainers: [{ name: 'Ada', email: 'ada@shop.example' }, { name: 'the team' }],
      },
    )
    assert.is(annotations['example.com/owner'], 'team-7')
  },
  'keeps as an annotation what Helm would not take for an address'() {
    const { home, sources, annotations } = charts({
      shop: annotated({ 'wasmcloud.dev/homepage': 'see the wiki', 'wasmcloud.dev/source-url': 'git@git.example:shop' }),
    }).chart('shop')
    assert.equal([home, sources], [undefined, undefined])
    assert.is(annotations['wasmcloud.dev/homepage'], 'see the wiki')
    assert.is(annotations['wasmcloud.dev/source-url'], 'git@git.example:shop')
  },
  'tells that others may use it'() {
    const { annotations } = charts({ shop: annotated({ 'experimental.wasmcloud.dev/shared': 'true' }) }).chart('shop')
    assert.is(annotations['experimental.wasmcloud.dev/shared'], 'true')
  },
  'asks for Kubernetes 1.29 where a sidecar starts first'() {
    const traits = `  traits:
    - type: sidecar
      properties:
        name: log
        image: fluentd:1
`
    assert.is(charts({ shop: `${web}${traits}` }).chart('shop').kubeVersion, '>=1.29.0-0')
  },
  'keeps apart what Helm has for itself'() {
    const names = Object.keys(charts({ global: web, tags: web }).files).map((path) => path.split('/')[0])
    assert.not(names.includes('global') || names.includes('tags'))
  },
})
