import fc from 'fast-check'
import * as assert from 'uvu/assert'
import { markdownCode, markdownList, markdownProse, markdownText } from '../../../targets/markdown.js'
import { tests } from '../../harness.js'
import { charts } from './charts.js'

const store = `
- name: store
  type: statefulset
  properties:
    image: redis:7
    ports:
      - port: 6379
        expose: true
  traits:
    - type: storage
      properties:
        pvc:
          - name: data
            mountPath: /data
            resources:
              requests:
                storage: 1Gi
`

const page = `
- name: page
  type: spin
  properties:
    image: ghcr.io/shop/page:1
`

const greeter = `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata:
  name: greeter
  annotations:
    version: v1.0.0
spec:
  components:
    - name: greeter
      type: component
      properties:
        image: ghcr.io/shop/greeter:1
      traits:
        - type: spreadscaler
          properties:
            instances: 1
`

tests('README and notes of a chart', {
  'name every value, its default and what it means'() {
    const { files, values } = charts({ shop: store })
    const readme = files['shop/README.md']!
    assert.match(readme, '| `tests.image.repository` | `"busybox"` | ')
    for (const key of Object.keys(values('shop'))) assert.match(readme, new RegExp(`^\\| \`${key}[.\`]`, 'm'), key)
  },
  'tell which data stay'() {
    assert.match(charts({ shop: store }).files['shop/README.md']!, /^Data stay after `helm uninstall`: .*`shop-store`/m)
    assert.match(charts({ shop: page }).files['shop/README.md']!, 'Nothing of it stays after `helm uninstall`.')
  },
  'tell which kinds the cluster has to know'() {
    assert.match(charts({ shop: page }).files['shop/README.md']!, '`SpinApp.core.spinkube.dev/v1alpha1`')
    assert.not.match(charts({ shop: store }).files['shop/README.md']!, 'The cluster has to know')
  },
  'tell whom an application talks to'() {
    const reader = `
- name: store
  type: webservice
  properties:
    application:
      name: shop
      component: store
- name: reader
  type: webservice
  properties:
    image: nginx:1.27
  traits:
    - type: link
      properties:
        target:
          name: store
`
    const shared = `apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata:\n  name: shop\n  annotations:\n    experimental.wasmcloud.dev/shared: "true"\nspec:\n  components:${store.replaceAll('\n', '\n    ')}`
    const { files } = charts({ shop: shared, blog: reader })
    assert.match(files['blog/README.md']!, 'It talks to `shop`.')
    assert.not.match(files['shop/README.md']!, 'It talks to')
  },
  'show one way in to what has stable names'() {
    const notes = charts({ shop: store }).files['shop/templates/_notes.tpl']!
    assert.is(notes.match(/\$service := include/g)?.length, 1)
    assert.not.match(notes, 'headless')
  },
  'tell of a Wasm application what wadm says, because it has no pods of its own'() {
    const { files } = charts({ greeter })
    const notes = files['greeter/templates/_notes.tpl']!
    assert.match(notes, 'logs --selector app.kubernetes.io/name=')
    assert.not.match(notes, 'get pods')
    assert.match(files['wasmcloud/templates/_notes.tpl']!, 'get pods')
    assert.match(files['greeter/README.md']!, 'It talks to `wasmcloud`.')
  },
  'know what the hosts of Wasm applications are, and their version'() {
    const { chart, files } = charts({ greeter }, { 'wasmcloud-image': 'registry.example:5000/wasmcloud:1.9.3' })
    const { version, appVersion, description } = chart('wasmcloud')
    assert.equal([version, appVersion], ['1.9.3', '1.9.3'])
    assert.match(files['lattice/README.md']!, `| \`1.9.3\` | ${description} |`)
  },
  'list the checks that are not met, and the value that meets them'() {
    const one = '- name: web\n  type: webservice\n  properties:\n    image: nginx:1.27\n'
    assert.match(
      charts({ shop: one }).files['shop/README.md']!,
      '| `deployment-replicas` | how many run is what the manifest says, and one is its default | `replicas: 2` of `web` |',
    )
    const two = `${one}  traits:\n    - type: scaler\n      properties:\n        replicas: 2\n`
    assert.not.match(charts({ shop: two }).files['shop/README.md']!, '## What linters say')
  },
  'take no word of a person for markup'() {
    assert.is(markdownText('a | b\n<script> `x` _y_'), 'a \\| b \\<script\\> \\`x\\` \\_y\\_')
    assert.is(markdownCode('a ` b | c'), '`` a ` b \\| c ``')
    assert.is(markdownProse('Where `a_b|c` is *not* <one>.'), 'Where `a_b\\|c` is \\*not\\* \\<one\\>.')
    assert.is(markdownList(['a', 'b', 'c']), 'a, b and c')
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => !/[\n\r]/.test(markdownText(text) + markdownCode(text) + markdownProse(text))),
    )
  },
})
