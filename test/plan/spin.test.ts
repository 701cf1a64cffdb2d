import * as assert from 'uvu/assert'
import type { SpinWorkload } from '../../src/plan/plan.js'
import { tests } from '../harness.js'
import { application, planOf, spinOf } from './plan-of.js'

function spin(properties: string, traits = '[]'): SpinWorkload {
  return spinOf(planOf(application('app', `- name: web\n  type: spin\n  properties: ${properties}\n  traits: ${traits}`)), 'app/web')
}

tests('plan of a Spin application', {
  'has every default': () => {
    assert.equal(JSON.parse(JSON.stringify(spin('{image: "ghcr.io/a/b:1"}'))), {
      id: 'app/web',
      application: 'app',
      name: 'web',
      needs: [],
      bindings: [],
      labels: {},
      annotations: {},
      runtime: {},
      kind: 'spin',
      image: 'ghcr.io/a/b:1',
      variables: [],
      triggers: [{ type: 'http' }],
      components: [],
      replicas: 1,
      resources: {},
      imagePullSecrets: [],
      routes: [],
      ports: [{ name: 'http-app', containerPort: 80, port: 80, protocol: 'TCP', appProtocol: 'http', expose: false }],
    })
  },
  'carries variables, triggers, stores and probes': () => {
    const workload = spin(
      `{image: "a/b:1", variables: [{name: a, value: "1"}, {name: b, valueFrom: {secretKeyRef: {name: s, key: k}}}], components: [one],
        triggers: [{type: mqtt, topic: t, qos: 1}], runtimeConfig: {keyValueStores: [{name: default, type: redis, options: [{name: url, value: u}]}]},
        memory: 128Mi, readinessProbe: {httpGet: {path: /ready}}}`,
    )
    assert.equal(workload.variables, [
      { name: 'a', value: '1' },
      { name: 'b', secret: { name: 's', key: 'k' } },
    ])
    assert.equal([workload.components, workload.triggers, workload.ports], [['one'], [{ type: 'mqtt', topic: 't', qos: 1 }], []])
    assert.equal(workload.runtimeConfig, {
      keyValueStores: [{ name: 'default', type: 'redis', options: [{ name: 'url', value: 'u' }] }],
      sqliteDatabases: [],
    })
    assert.equal(workload.resources, { memory: { request: 128, limit: 128 } })
    assert.equal(workload.readinessProbe, {
      http: { path: '/ready', port: 80, scheme: 'HTTP', headers: [] },
      initialDelay: 10_000,
      period: 10_000,
      timeout: 1000,
      successThreshold: 1,
      failureThreshold: 3,
    })
  },
  'takes its traits': () => {
    const workload = spin(
      '{image: "a/b:1"}',
      `[{type: autoscaler, properties: {min: 2, max: 4, cpu: 50}}, {type: gateway, properties: {http: {/a: 80}}}, {type: expose, properties: {ports: [{port: 80}]}},
        {type: resource, properties: {cpu: 1, memory: 1Gi}}, {type: labels, properties: {a: b}}]`,
    )
    assert.equal([workload.replicas, workload.scale], [2, { min: 2, max: 4, cpu: 50 }])
    assert.equal([workload.routes[0]?.path, workload.routes[0]?.port, workload.ports[0]?.expose], ['/a', 80, true])
    assert.equal([workload.resources.cpu, workload.labels], [{ request: 1000, limit: 1000 }, { a: 'b' }])
  },
})
