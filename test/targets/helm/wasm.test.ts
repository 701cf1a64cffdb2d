import * as assert from 'uvu/assert'
import { parse } from 'yaml'
import { tests } from '../../harness.js'
import { charts } from './charts.js'

const greeter = `
- name: greeter
  type: component
  properties: {image: "ghcr.io/acme/greeter:1.0.0"}
  traits: [{type: spreadscaler, properties: {instances: 1, spread: [{name: eu, requirements: {zone: eu}}]}}]
`

const shared = `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata: {name: edge, annotations: {experimental.wasmcloud.dev/shared: "true"}}
spec:
  components:
    - {name: http, type: capability, properties: {image: "wasmcloud+builtin://http-server"}}
`

const user = `
- name: http
  type: capability
  properties: {application: {name: edge, component: http}}
`

tests('helm: wasmCloud', {
  'Helm waits until wadm has deployed, and takes the application back before the end': () => {
    const { files } = charts({ shop: greeter })
    const job = files['shop/templates/wadm-manifest/job.yaml']!
    assert.match(job, 'helm.sh/hook: post-install,post-upgrade,post-rollback\n')
    assert.match(job, 'helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded\n')
    const end = files['shop/templates/wadm-manifest/job-pre-delete.yaml']!
    assert.match(end, 'helm.sh/hook: pre-delete\n')
    assert.match(end, /args:\n +- undeploy\n +- shop\n/)
    assert.match(end, 'include "shop.image" (list . .Values.wadmManifest.image)')
    assert.match(end, '{{ .Values.wadmManifest.env.LATTICE | quote }}')
    assert.equal(
      Object.keys(parse(files['shop/values.yaml']!) as object).filter((key) => key.startsWith('wadm')),
      ['wadmManifest'],
      'one set of values for both',
    )
  },
  'what others refer to is deployed before them, and goes after them': () => {
    const { files } = charts({ edge: shared, shop: greeter + user })
    const weight = (chart: string, job: string): string =>
      /hook-weight: "(.+)"/.exec(files[`${chart}/templates/wadm-manifest/${job}.yaml`]!)![1]!
    assert.equal([weight('edge', 'job'), weight('shop', 'job')], ['0', '1'])
    assert.equal([weight('edge', 'job-pre-delete'), weight('shop', 'job-pre-delete')], ['0', '-1'])
  },
  'NATS and wadm come from the chart of wasmCloud where that is chosen': () => {
    const { files } = charts({ shop: greeter }, { substrate: 'platform' })
    assert.equal(parse(files['wasmcloud/Chart.yaml']!).dependencies, [
      { name: 'wasmcloud-platform', version: '0.1.3', repository: 'oci://ghcr.io/wasmcloud/charts' },
    ])
    const values = parse(files['wasmcloud/values.yaml']!)
    assert.is(values['wasmcloud-platform'].wadm.wadm.config.nats.server, 'nats:4222')
    assert.equal([values.nats, values.wadm], [undefined, undefined])
    assert.is(values.hostEu.env.WASMCLOUD_NATS_HOST, 'nats')
    assert.match(files['shop/templates/wadm-manifest/job.yaml']!, '"wasmcloud" "nats"')
    assert.match(files['wasmcloud/README.md']!, 'helm dependency build wasmcloud')
    assert.is(charts({ shop: greeter }).chart('wasmcloud').dependencies, undefined)
  },
})
