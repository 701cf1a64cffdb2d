import * as assert from 'uvu/assert'
import { tests } from '../../harness.js'
import { type Read, rendered, saidOf } from './rendered.js'

const web = (traits: string, properties = 'cpu: 250m, memory: 512Mi'): string => `
- name: web
  type: webservice
  properties: {image: "nginx:1", ${properties}, ports: [{port: 80, containerPort: 8080, name: http}]}
  traits:
${traits.replace(/^/gm, '    ')}
`
const scaler = (properties: string, type = 'autoscaler') => `- type: ${type}\n  properties: ${properties}\n`
const gateway = '- type: gateway\n  properties: {http: {/: 8080}}\n'
const made = (text: string) => rendered({ shop: text })
const file = ({ files }: ReturnType<typeof made>, name: string): Read => files[`shop/shop-web/${name}.json`]

tests('ecs: scaling', {
  'goals are policies of target tracking, between the bounds': () => {
    const rendering = made(web(scaler('{min: 2, max: 5, cpu: 70, memory: 80}')))
    const target = { ServiceNamespace: 'ecs', ResourceId: 'service/${CLUSTER}/shop-web', ScalableDimension: 'ecs:service:DesiredCount' }
    assert.equal(file(rendering, 'scalable-target'), { ...target, MinCapacity: 2, MaxCapacity: 5 })
    const policy = (name: string, metric: string, value: number) => ({
      PolicyName: name,
      ...target,
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: value,
        PredefinedMetricSpecification: { PredefinedMetricType: metric },
      },
    })
    assert.equal(file(rendering, 'scaling-policy-cpu'), policy('cpu', 'ECSServiceAverageCPUUtilization', 70))
    assert.equal(file(rendering, 'scaling-policy-memory'), policy('memory', 'ECSServiceAverageMemoryUtilization', 80))
    assert.is(file(rendering, 'service').desiredCount, 2)
  },
  'requests at once are requests in a minute, where a load balancer counts them': () => {
    const rendering = made(web(scaler('{min: 1, max: 5, concurrency: 50}') + gateway))
    const { TargetValue, PredefinedMetricSpecification } = file(
      rendering,
      'scaling-policy-requests',
    ).TargetTrackingScalingPolicyConfiguration
    assert.is(TargetValue, 3000)
    assert.equal(PredefinedMetricSpecification, {
      PredefinedMetricType: 'ALBRequestCountPerTarget',
      ResourceLabel: '${RESOURCE_LABEL_SHOP_WEB_80}',
    })
    assert.match(saidOf(rendering, 'target/unsupported')[0]?.message ?? '', 'the goal is 3000 to each copy')
    const alone = made(web(scaler('{min: 2, max: 5, concurrency: 50}')))
    assert.is(file(alone, 'scalable-target'), undefined)
    assert.match(saidOf(alone, 'target/unsupported')[0]?.message ?? '', 'none leads here, so that 2 run, whatever the load')
    const both = made(web(scaler('{min: 2, max: 5, concurrency: 50, cpu: 60}')))
    assert.match(saidOf(both, 'target/unsupported')[0]?.message ?? '', 'the other goals alone count')
  },
  'absolute goals are percentages of the task': () => {
    const goals = 'cpu: {type: AverageValue, value: 1}, mem: {type: AverageValue, value: 268435456}'
    const rendering = made(
      web(scaler(`{targetAPIVersion: apps/v1, targetKind: Deployment, min: 1, max: 5, ${goals}}`, 'hpa'), 'cpu: 2, memory: 1Gi'),
    )
    const task = file(rendering, 'taskdef')
    const value = (name: string): number => file(rendering, `scaling-policy-${name}`).TargetTrackingScalingPolicyConfiguration.TargetValue
    assert.is(task.cpu, '2048')
    assert.is(value('cpu'), 50)
    assert.is(value('memory'), Math.round((256 * 100) / Number(task.memory)))
  },
  'metrics that nobody has here are said, and the others count': () => {
    const rendering = made(web(scaler('{min: 1, max: 5, podCustomMetrics: [{name: queue_length, value: "10"}]}', 'hpa')))
    assert.match(saidOf(rendering, 'target/unsupported')[0]?.message ?? '', 'metrics of CloudWatch')
    assert.is(file(rendering, 'scaling-policy-cpu').TargetTrackingScalingPolicyConfiguration.TargetValue, 50)
  },
  'metrics of CloudWatch count where the option says where they are': () => {
    const text = web(scaler('{min: 1, max: 5, podCustomMetrics: [{name: queue_length, value: "1500m"}]}', 'hpa'))
    const rendering = rendered({ shop: text }, { 'metric-namespace': 'shop/queues' })
    assert.equal(saidOf(rendering, 'target/unsupported'), [])
    assert.equal(file(rendering, 'scaling-policy-metric-queue-length').TargetTrackingScalingPolicyConfiguration, {
      TargetValue: 1.5,
      CustomizedMetricSpecification: {
        MetricName: 'queue_length',
        Namespace: 'shop/queues',
        Dimensions: [
          { Name: 'ClusterName', Value: '${CLUSTER}' },
          { Name: 'ServiceName', Value: 'shop-web' },
        ],
        Statistic: 'Average',
      },
    })
  },
  'at least one copy runs, and goals are in reach': () => {
    const rendering = made(web(scaler('{min: 0, max: 3, concurrency: 9}') + gateway))
    assert.is(file(rendering, 'scalable-target').MinCapacity, 1)
    assert.is(file(rendering, 'service').desiredCount, 1)
    assert.is(saidOf(rendering, 'target/no-scale-to-zero').length, 1)
    assert.match(saidOf(made(web(scaler('{max: 3, cpu: 150}'))), 'target/goal-out-of-reach')[0]?.message ?? '', 'never 150')
  },
  'scaling begins with the copies of the manifest, within its bounds': () => {
    const count = (copies: number) =>
      file(made(web(`${scaler('{min: 2, max: 5, cpu: 70}')}- type: scaler\n  properties: {replicas: ${copies}}\n`)), 'service').desiredCount
    assert.equal([1, 3, 9].map(count), [2, 3, 5])
  },
})
