import * as assert from 'uvu/assert'
import { tests } from '../../harness.js'
import { charts } from './charts.js'

const privileges = '[{verbs: [get], apiGroups: [""], resources: [pods]}, {verbs: [get], nonResourceURLs: [/healthz], scope: cluster}]'
const robot = `- name: web
  type: webservice
  properties: {image: "nginx:1"}
  traits: [{type: service-account, properties: {name: robot, create: true, privileges: ${privileges}}}]
`

tests('helm: bindings of roles', {
  'name the account in the namespace of the release': () => {
    for (const options of [{}, { namespace: 'prod' }]) {
      const { files, diagnostics } = charts({ shop: robot }, options)
      assert.match(files['shop/templates/web/cluster-role-binding.yaml']!, /namespace: \{\{ include "shop\.namespace" \. \}\}\n?$/)
      assert.not.match(files['shop/templates/web/role-binding.yaml']!, /namespace: (default|prod)/)
      assert.not(diagnostics.some(({ code }) => code === 'target/namespace-assumed'))
    }
  },
})
