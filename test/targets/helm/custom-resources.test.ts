import * as assert from 'uvu/assert'
import { tests } from '../../harness.js'
import { charts } from './charts.js'

const spin = `
- name: web
  type: spin
  properties:
    image: "example.com/web:1@sha256:${'0'.repeat(64)}"
    imagePullSecrets: [login]
    variables: [{name: title, value: "{{ a }}"}, {name: token, valueFrom: {secretKeyRef: {name: api, key: t}}}]
    runtimeConfig: {keyValueStores: [{name: default, type: azure, options: [{name: key, valueFrom: {secretKeyRef: {name: store, key: k}}}]}]}
`
const spread =
  '{type: spreadscaler, properties: {instances: 10, spread: [{name: a, requirements: {zone: eu}, weight: 70}, {name: b, requirements: {zone: us}, weight: 30}]}}'
const wasm = (scaler: string): string => `
- name: hello
  type: component
  properties: {image: "ghcr.io/acme/hello:1.0.0"}
  traits: [${scaler}, {type: link, properties: {target: {name: names}, namespace: acme, package: names, interfaces: [lookup]}}]
- name: names
  type: component
  properties: {image: "ghcr.io/acme/names:2.0.0"}
  traits: [${scaler}]
`

tests('helm: custom resources', {
  'what people tune of a Spin application is a value': () => {
    const { files, values } = charts({ shop: spin })
    const { web } = values('shop')
    assert.equal(web.image, { repository: 'example.com/web', tag: '1', digest: `sha256:${'0'.repeat(64)}` })
    assert.equal([web.executor, web.replicas, web.imagePullSecrets], ['containerd-shim-spin', 1, ['login']])
    assert.equal([web.env, web.extraEnv], [{ title: '{{ a }}' }, []])
    assert.equal(web.existingSecrets, { api: 'api', store: 'store' })
    assert.is(web.resources.limits.memory, '512Mi')
    assert.equal([web.podLabels, web.podAnnotations, web.serviceAnnotations, web.labels, web.annotations], [{}, {}, {}, {}, {}])
    const template = files['shop/templates/web/spin-app.yaml'] ?? ''
    for (const expression of [
      'executor: {{ .Values.web.executor | quote }}',
      'image: {{ include "shop.image" (list . .Values.web.image) | quote }}',
      'replicas: {{ .Values.web.replicas | int64 }}',
      'value: {{ .Values.web.env.title | quote }}',
      'name: {{ .Values.web.existingSecrets.store | quote }}',
    ])
      assert.ok(template.includes(expression), expression)
  },
  'an executor is there before the applications that name it': () => {
    const { files } = charts({ shop: spin }, { 'create-executor': 'shim' })
    assert.match(files['shop/templates/spin-app-executor.yaml'] ?? '', /helm\.sh\/hook: pre-install/)
  },
  'where the hosts of wasmCloud 2 are is a value, for policies as for addresses': () => {
    const cache = '- {name: cache, type: webservice, properties: {image: redis, ports: [{port: 6379, name: redis}]}}'
    const hello = `
- name: hello
  type: component
  properties: {image: "ghcr.io/acme/hello:1.0.0"}
  traits: [{type: spreadscaler, properties: {instances: 1}}, {type: link, properties: {target: {name: cache}}}]`
    const { files, values } = charts({ shop: `${cache}${hello}` }, { runtime: 'v2', 'operator-namespace': 'there' })
    assert.is(values('shop').global.namespaces.wasmcloud, 'there')
    assert.match(files['shop/templates/cache/network-policy.yaml'] ?? '', 'include "shop.otherNamespace" (list . "wasmcloud")')
    assert.match(
      files['shop/templates/hello/workload-deployment.yaml'] ?? '',
      'CONNECTION_CACHE_HOST: {{ include "shop.host" (list . "wasmcloud" "shop" "shop-cache") }}',
    )
  },
  'images of a workload of wasmCloud 2 and its placements are values': () => {
    const options = { runtime: 'v2', instances: 'replicas' }
    const one = charts({ shop: wasm('{type: spreadscaler, properties: {instances: 4}}') }, options).values('shop').hello
    assert.equal([one.replicas, one.image.tag, one.components.names.image.repository], [4, '1.0.0', 'ghcr.io/acme/names'])
    const { files, values } = charts({ shop: wasm(spread) }, options)
    assert.equal(values('shop').hello.replicas, { eu: 7, us: 3 })
    for (const group of ['eu', 'us']) {
      const template = files[`shop/templates/hello/workload-deployment-shop-hello-${group}.yaml`] ?? ''
      assert.ok(template.includes(`replicas: {{ .Values.hello.replicas.${group} | int64 }}`))
      assert.ok(template.includes('image: {{ include "shop.image" (list . .Values.hello.components.names.image) | quote }}'))
    }
  },
})
