import * as assert from 'uvu/assert'
import { tests } from '../../harness.js'
import { rendered, saidOf } from './rendered.js'

const manifest = (metadata: string, traits = '[]'): string => `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata: {name: shop, ${metadata}}
spec:
  components:
    - {name: web, type: webservice, properties: {image: "nginx:1"}, traits: ${traits}}
`

tests('ECS: metadata and accounts', {
  'what a manifest says of an application are tags, and labels of containers where no tag can hold it'() {
    const { files } = rendered({
      shop: manifest(
        'labels: {team: shop, owner: all}, annotations: {version: v1.2.3, description: "Sells; things for $5", example.com/a: b}',
        '[{type: labels, properties: {owner: web}}]',
      ),
    })
    const { tags, containerDefinitions } = files['shop/shop-web/taskdef.json']
    const all = Object.fromEntries(tags.map(({ key, value }: { key: string; value: string }) => [key, value]))
    assert.equal(all, {
      'app.oam.dev/name': 'shop',
      'app.oam.dev/component': 'web',
      owner: 'web',
      'app.oam.dev/version': 'v1.2.3',
      team: 'shop',
      'example.com/a': 'b',
    })
    assert.equal(containerDefinitions[0].dockerLabels, { 'app.oam.dev/description': 'Sells; things for $5' })
    assert.equal(files['shop/shop-web/service.json'].tags, tags)
  },
  'a service account is the role of the task'() {
    const account = (properties: string): string => manifest('labels: {}', `[{type: service-account, properties: {${properties}}}]`)
    const roleOf = (properties: string): unknown => rendered({ shop: account(properties) }).files['shop/shop-web/taskdef.json'].taskRoleArn
    assert.is(roleOf('name: "arn:aws:iam::123456789012:role/web"'), 'arn:aws:iam::123456789012:role/web')
    assert.is(roleOf('name: web-reader'), 'arn:aws:iam::000000000000:role/TASK_ROLE_WEB_READER_ARN')
    const said = saidOf(
      rendered({
        shop: account('name: web, create: true, privileges: [{scope: namespace, verbs: [get], apiGroups: [""], resources: [pods]}]'),
      }),
      'target/rights-left-out',
    )
    assert.is(said.length, 2)
  },
})
