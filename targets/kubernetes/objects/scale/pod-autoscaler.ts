import type { V2HorizontalPodAutoscalerSpec, V2MetricSpec, V2MetricTarget } from '@kubernetes/client-node'
import type { Scale } from '../../../../src/plan/plan.js'
import type { Wire } from '../kinds.js'
import { cpuQuantity, memoryQuantity } from '../pod/quantity.js'

/** What an autoscaler gives copies to. */
export interface ScaleTarget {
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
}

/** Gives the specification of a HorizontalPodAutoscaler (Kubernetes API, autoscaling/v2): of several goals the one that wants most copies counts. */
export function podAutoscalerSpec(target: ScaleTarget, scale: Scale): Wire<V2HorizontalPodAutoscalerSpec> {
  const { min, max, cpu, cpuValue, memory, memoryValue, podMetrics = [] } = scale
  const { apiVersion, kind, name } = target
  return {
    scaleTargetRef: { apiVersion, kind, name },
    minReplicas: min,
    maxReplicas: max,
    metrics: [
      ...(cpu === undefined ? [] : [resource('cpu', { type: 'Utilization', averageUtilization: cpu })]),
      ...(cpuValue === undefined ? [] : [resource('cpu', { type: 'AverageValue', averageValue: cpuQuantity(cpuValue) })]),
      ...(memory === undefined ? [] : [resource('memory', { type: 'Utilization', averageUtilization: memory })]),
      ...(memoryValue === undefined ? [] : [resource('memory', { type: 'AverageValue', averageValue: memoryQuantity(memoryValue) })]),
      ...podMetrics.map((metric) => ({
        type: 'Pods',
        pods: { metric: { name: metric.name }, target: { type: 'AverageValue', averageValue: metric.value } },
      })),
    ],
  }
}

function resource(name: string, target: Wire<V2MetricTarget>): Wire<V2MetricSpec> {
  return { type: 'Resource', resource: { name, target } }
}
