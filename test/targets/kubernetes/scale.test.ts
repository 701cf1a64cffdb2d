import * as assert from 'uvu/assert'
import { tests } from '../../harness.js'
import { podOf, saidOf, web } from './pod-of.js'
import { named, rendered } from './rendered.js'

const selector = { 'app.kubernetes.io/name': 'web', 'app.kubernetes.io/part-of': 'shop' }
const scaled = (properties: string, type = 'autoscaler'): string => `{type: ${type}, properties: {${properties}}}`
const target = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'shop-web' }

tests('kubernetes: copies', {
  'that follow the load belong to an autoscaler': () => {
    const made = podOf('cpu: 500m, memory: 256Mi', scaled('min: 2, max: 6, cpu: 70, memory: 80'))
    assert.is(named(made, 'Deployment')['shop-web'].spec.replicas, undefined)
    assert.equal(named(made, 'HorizontalPodAutoscaler')['shop-web'].spec, {
      scaleTargetRef: target,
      minReplicas: 2,
      maxReplicas: 6,
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } },
        { type: 'Resource', resource: { name: 'memory', target: { type: 'Utilization', averageUtilization: 80 } } },
      ],
    })
    assert.equal(made.said, [])
  },
  'that follow amounts and metrics of their own': () => {
    const goals =
      'min: 1, max: 3, cpu: {type: AverageValue, value: 2}, mem: {type: AverageValue, value: 536870912}, podCustomMetrics: [{name: queue_length, value: "10"}]'
    const made = podOf('cpu: 500m, memory: 256Mi', scaled(goals, 'hpa'))
    assert.equal(named(made, 'HorizontalPodAutoscaler')['shop-web'].spec.metrics, [
      { type: 'Resource', resource: { name: 'cpu', target: { type: 'AverageValue', averageValue: '2' } } },
      { type: 'Resource', resource: { name: 'memory', target: { type: 'AverageValue', averageValue: '512Mi' } } },
      { type: 'Pods', pods: { metric: { name: 'queue_length' }, target: { type: 'AverageValue', averageValue: '10' } } },
    ])
  },
  'of a StatefulSet are scaled as that': () => {
    const text = web('cpu: 1', scaled('max: 3, cpu: 50')).replace('webservice', 'statefulset')
    assert.is(named(rendered({ shop: text }), 'HorizontalPodAutoscaler')['shop-web'].spec.scaleTargetRef.kind, 'StatefulSet')
  },
  'by requests at once need KEDA, and it is said without': () => {
    const alone = podOf('', scaled('min: 2, max: 5, concurrency: 50'))
    assert.is(named(alone, 'Deployment')['shop-web'].spec.replicas, 2)
    assert.equal(named(alone, 'HorizontalPodAutoscaler'), {})
    assert.equal(alone.said.length, 1)
    assert.match(alone.said[0]!, /target\/unsupported .* 2 run, whatever the load/)
    const mixed = podOf('cpu: 1', scaled('max: 5, cpu: 70, concurrency: 50'))
    assert.is(named(mixed, 'HorizontalPodAutoscaler')['shop-web'].spec.metrics.length, 1)
    assert.match(mixed.said.join(), /the other goals alone count/)
  },
  'by requests at once are KEDA’s where it is chosen': () => {
    const options = {
      concurrency: 'keda',
      prometheus: 'http://p:9090',
      'concurrency-query': 'q{s="{service}",a="{application}",c="{component}"}',
    }
    const made = podOf('cpu: 1', scaled('min: 0, max: 5, cpu: 70, concurrency: 50').replace('cpu: 70, ', ''), options)
    assert.is(named(made, 'Deployment')['shop-web'].spec.replicas, undefined)
    assert.equal(named(made, 'HorizontalPodAutoscaler'), {})
    assert.equal(named(made, 'ScaledObject')['shop-web'].spec, {
      scaleTargetRef: target,
      minReplicaCount: 0,
      maxReplicaCount: 5,
      triggers: [
        {
          type: 'prometheus',
          metadata: { serverAddress: 'http://p:9090', query: 'q{s="shop-web",a="shop",c="web"}', threshold: '50' },
        },
      ],
    })
    assert.equal(made.said, [])
    const both = podOf('cpu: 1', scaled('min: 1, max: 5, cpu: 70, concurrency: 50'), options)
    assert.equal(named(both, 'ScaledObject')['shop-web'].spec.triggers[1], {
      type: 'cpu',
      metricType: 'Utilization',
      metadata: { value: '70' },
    })
  },
  'are guarded and kept apart where there are several': () => {
    for (const traits of ['{type: scaler, properties: {replicas: 2}}', scaled('max: 3, cpu: 50')]) {
      const made = podOf('cpu: 1', traits)
      assert.equal(named(made, 'PodDisruptionBudget')['shop-web'].spec, {
        maxUnavailable: 1,
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
        selector: { matchLabels: selector },
      })
      assert.equal(made.spec.affinity, {
        podAntiAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: [
            { weight: 100, podAffinityTerm: { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: selector } } },
          ],
        },
      })
    }
    const single = podOf('')
    assert.equal(named(single, 'PodDisruptionBudget'), {})
    assert.is(single.spec.affinity, undefined)
  },
  'run where the manifest says': () => {
    const affinity = `{type: affinity, properties: {
      podAffinity: {preferred: [{weight: 5, podAffinityTerm: {topologyKey: zone, namespace: one, namespaces: [two], labelSelector: {matchLabels: {app.oam.dev/component: web, tier: a}, matchExpressions: [{key: app.oam.dev/name, operator: In, values: [shop]}]}}}]},
      podAntiAffinity: {required: [{topologyKey: kubernetes.io/hostname}]},
      nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: [{key: disk, values: [ssd]}]}]}, preferred: [{weight: 1, preference: {matchFields: [{key: metadata.name, operator: NotIn, values: [a]}]}}]},
      tolerations: [{key: gpu, value: "yes", effect: NoSchedule}, {operator: Exists}]}}`
    const { spec, said } = podOf('', `${affinity.replaceAll(/\n\s*/g, ' ')}, {type: scaler, properties: {replicas: 2}}`)
    assert.equal(said, [])
    assert.equal(spec.affinity, {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: [{ key: 'disk', values: ['ssd'], operator: 'In' }] }],
        },
        preferredDuringSchedulingIgnoredDuringExecution: [
          { weight: 1, preference: { matchFields: [{ key: 'metadata.name', operator: 'NotIn', values: ['a'] }] } },
        ],
      },
      podAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          {
            weight: 5,
            podAffinityTerm: {
              topologyKey: 'zone',
              labelSelector: {
                matchLabels: { 'app.kubernetes.io/name': 'web', tier: 'a' },
                matchExpressions: [{ key: 'app.kubernetes.io/part-of', operator: 'In', values: ['shop'] }],
              },
              namespaces: ['one', 'two'],
            },
          },
        ],
      },
      podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'kubernetes.io/hostname' }] },
    })
    assert.equal(spec.tolerations, [{ key: 'gpu', value: 'yes', effect: 'NoSchedule' }, { operator: 'Exists' }])
  },
  'spread as the manifest says': () => {
    const spread =
      '{type: topologyspreadconstraints, properties: {constraints: [{maxSkew: 1, topologyKey: topology.kubernetes.io/zone, labelSelector: {matchLabels: {app.oam.dev/component: web}}}]}}'
    assert.equal(podOf('', spread).spec.topologySpreadConstraints, [
      {
        maxSkew: 1,
        topologyKey: 'topology.kubernetes.io/zone',
        whenUnsatisfiable: 'DoNotSchedule',
        labelSelector: { matchLabels: { 'app.kubernetes.io/name': 'web' } },
      },
    ])
    assert.equal(saidOf(podOf('', spread).diagnostics), [])
  },
})
