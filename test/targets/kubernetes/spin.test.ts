import * as assert from 'uvu/assert'
import { tests } from '../../harness.js'
import { named, rendered, tried } from './rendered.js'

const spin = (properties: string, traits = '[]'): string => `
- name: web
  type: spin
  properties: {image: "example.com/web:1", ${properties}}
  traits: ${traits}
`
const cache = '- {name: cache, type: webservice, properties: {image: redis, ports: [{port: 6379, name: redis}]}}'
const link = '[{type: link, properties: {target: {name: cache}}}]'
const appOf = (...given: Parameters<typeof rendered>) => named(rendered(...given), 'SpinApp')['shop-web']

tests('kubernetes: Spin', {
  'an application is a SpinApp whose pods the policies find, under an account without a token': () => {
    const output = rendered({ shop: spin('cpu: "1"') })
    const app = named(output, 'SpinApp')['shop-web']
    assert.equal(app.spec, {
      executor: 'containerd-shim-spin',
      image: 'example.com/web:1',
      replicas: 1,
      resources: {
        requests: { cpu: '1', memory: '128Mi', 'ephemeral-storage': '64Mi' },
        limits: { cpu: '1', memory: '512Mi', 'ephemeral-storage': '1Gi' },
      },
      serviceAccountName: 'shop-web',
      podLabels: { 'app.kubernetes.io/name': 'web', 'app.kubernetes.io/part-of': 'shop' },
    })
    assert.is(named(output, 'ServiceAccount')['shop-web'].automountServiceAccountToken, false)
    assert.equal(named(output, 'NetworkPolicy')['shop-web'].spec.podSelector.matchLabels, app.spec.podLabels)
    assert.not.ok('shop-web' in named(output, 'Service'), 'the operator makes the Service')
  },
  'variables are values, addresses and references': () => {
    const variables =
      '[{name: plain, value: " {{ a }} "}, {name: token, valueFrom: {secretKeyRef: {name: api, key: t}}}, {name: level, valueFrom: {configMapKeyRef: {name: c, key: k}}}]'
    const { variables: list } = appOf({ shop: spin(`variables: ${variables}`, link) + cache }).spec
    assert.equal(list.slice(0, 3), [
      { name: 'plain', value: ' {{ a }} ' },
      { name: 'token', valueFrom: { secretKeyRef: { name: 'api', key: 't' } } },
      { name: 'level', valueFrom: { configMapKeyRef: { name: 'c', key: 'k' } } },
    ])
    assert.equal(list.at(-1), { name: 'connection_cache_url', value: 'redis://shop-cache:6379' })
  },
  'stores and models have their options, or a secret has them all': () => {
    const options = '[{name: url, value: "${target.cache.url}/0"}, {name: key, valueFrom: {secretKeyRef: {name: s, key: k}}}]'
    const config = `runtimeConfig: {keyValueStores: [{name: default, type: redis, options: ${options}}], llmCompute: {type: spin}}`
    assert.equal(appOf({ shop: spin(config, link) + cache }).spec.runtimeConfig, {
      keyValueStores: [
        {
          name: 'default',
          type: 'redis',
          options: [
            { name: 'url', value: 'redis://shop-cache:6379/0' },
            { name: 'key', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } },
          ],
        },
      ],
      llmCompute: { type: 'spin' },
    })
    assert.equal(appOf({ shop: spin('runtimeConfig: {loadFromSecret: all}') }).spec.runtimeConfig, { loadFromSecret: 'all' })
    assert.not.ok('runtimeConfig' in appOf({ shop: spin('runtimeConfig: {keyValueStores: []}') }).spec)
  },
  'checks say what differs from the definition': () => {
    const probe = '{httpGet: {path: /ok, httpHeaders: [{name: X-A, value: "1"}]}, initialDelaySeconds: 0, periodSeconds: 10}'
    assert.equal(appOf({ shop: spin(`readinessProbe: ${probe}, livenessProbe: {httpGet: {path: /up}}`) }).spec.checks, {
      readiness: { httpGet: { path: '/ok', httpHeaders: [{ name: 'X-A', value: '1' }] }, initialDelaySeconds: 0 },
      liveness: { httpGet: { path: '/up' } },
    })
  },
  'an autoscaler takes the place of the number of copies, at the Deployment that the operator makes': () => {
    const output = rendered({ shop: spin('components: [a]', '[{type: autoscaler, properties: {min: 2, max: 5, cpu: 70}}]') })
    const { replicas, enableAutoscaling, components } = named(output, 'SpinApp')['shop-web'].spec
    assert.equal([replicas, enableAutoscaling, components], [undefined, true, ['a']])
    assert.equal(named(output, 'HorizontalPodAutoscaler')['shop-web'].spec.scaleTargetRef, {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      name: 'shop-web',
    })
    assert.is(named(output, 'PodDisruptionBudget')['shop-web'].spec.maxUnavailable, 1)
  },
  'a goal that nothing measures leaves a number of copies': () => {
    const { spec } = appOf({ shop: spin('cpu: "1"', '[{type: autoscaler, properties: {min: 3, max: 5, concurrency: 9}}]') })
    assert.equal([spec.replicas, spec.enableAutoscaling], [3, undefined])
  },
  'an application without copies is refused, as the webhook would': () => {
    const { diagnostics, objects } = tried({ shop: spin('cpu: "1"', '[{type: scaler, properties: {replicas: 0}}]') })
    assert.ok(diagnostics.some(({ code, severity }) => code === 'target/spin-without-copies' && severity === 'error'))
    assert.is(objects.length, 0)
  },
  'labels and annotations reach the pods, and changed configuration too': () => {
    const traits = '[{type: labels, properties: {team: a}}, {type: annotations, properties: {note: "a b"}}]'
    const config = `
- name: settings
  type: webservice
  properties: {image: nginx}
  traits: [{type: storage, properties: {configMap: [{name: c, mountPath: /c, data: {k: VALUE}}]}}]`
    const variables = 'variables: [{name: level, valueFrom: {configMapKeyRef: {name: c, key: k}}}]'
    const podsOf = (value: string) => {
      const { metadata, spec } = appOf({ shop: spin(variables, traits) + config.replace('VALUE', value).trim() })
      assert.equal(
        [metadata.labels.team, metadata.annotations.note, spec.podLabels.team, spec.podAnnotations.note],
        ['a', 'a b', 'a', 'a b'],
      )
      return spec.podAnnotations['checksum/config']
    }
    assert.type(podsOf('one'), 'string')
    assert.is(podsOf('one'), podsOf('one'))
    assert.is.not(podsOf('one'), podsOf('two'))
  },
  'what starts the application besides HTTP is noted, and what does not reach it is said': () => {
    const lost = (triggers: string, options = {}) =>
      rendered({ shop: spin(`triggers: ${triggers}, variables: [{name: broker, value: x}]`) }, options).diagnostics.flatMap(
        ({ code, message }) => (code === 'target/unsupported' ? [message.replace(/^.*only in part: /, '')] : []),
      )
    assert.equal(lost('[{type: mqtt, address: "{{ broker }}", topic: "{{broker}}"}]'), [])
    assert.is(lost('[{type: mqtt, address: "{{ broker }}", topic: orders}]').length, 1)
    assert.match(lost('[{type: command, cmd: [--once]}]')[0] ?? '', 'runs it again')
    assert.match(lost('[{type: redis, channel: "{{ broker }}"}]', { 'create-executor': 'spintainer' })[0] ?? '', 'HTTP only')
    assert.is(
      appOf({ shop: spin('triggers: [{type: http}, {type: redis, channel: a}]') }).metadata.annotations['manifest-compiler.dev/triggers'],
      '[{"type":"redis","channel":"a"}]',
    )
  },
  'an executor that mc makes belongs to its application': () => {
    const shim = rendered({ shop: spin('cpu: "1"'), other: cache }, { 'create-executor': 'shim', 'spin-runtime-class': 'mine' })
    const executors = named(shim, 'SpinAppExecutor')
    assert.equal(Object.keys(executors), ['shop-spin'])
    assert.equal(executors['shop-spin'].spec.deploymentConfig, { runtimeClassName: 'mine', installDefaultCACerts: true })
    assert.is(named(shim, 'SpinApp')['shop-web'].spec.executor, 'shop-spin')
    const { spec } = named(
      rendered({ shop: spin('cpu: "1"') }, { 'create-executor': 'spintainer', 'spin-image': 'spin:mine' }),
      'SpinAppExecutor',
    )['shop-spin']
    assert.equal(spec.deploymentConfig, { spinImage: 'spin:mine', installDefaultCACerts: true })
    assert.is(appOf({ shop: spin('cpu: "1"') }, { 'spin-executor': 'mine' }).spec.executor, 'mine')
  },
  'one line for each application says what its pods lack': () => {
    const said = rendered({ shop: `${spin('cpu: "1"')}${spin('cpu: "1"').replace('web', 'api')}` }).diagnostics
    assert.is(said.filter(({ code }) => code === 'target/operator-pods').length, 1)
  },
})
