import type { Scale, Workload } from '../../../../src/plan/plan.js'
import type { CustomObject } from '../kinds.js'
import { labelValue } from '../names.js'
import type { ObjectDraft } from '../object-draft.js'
import type { ScaleTarget } from './pod-autoscaler.js'

/** A ScaledObject of KEDA (keda.sh/v1alpha1, KEDA 2.18), as far as we write it; `scaled-object.schema.json` checks it. */
export interface ScaledObject extends CustomObject {
  readonly apiVersion: 'keda.sh/v1alpha1'
  readonly kind: 'ScaledObject'
  readonly spec: {
    readonly scaleTargetRef: ScaleTarget
    readonly minReplicaCount: number
    readonly maxReplicaCount: number
    readonly triggers: readonly Trigger[]
  }
}

interface Trigger {
  readonly type: 'prometheus' | 'cpu' | 'memory'
  readonly metricType?: 'Utilization'
  readonly metadata: Readonly<Record<string, string>>
}

/**
 * Gives the ScaledObject of a workload that follows the number of requests at once: KEDA asks Prometheus for it, by the query of the option `concurrency-query`.
 * KEDA makes a HorizontalPodAutoscaler of its own, so that goals of processor and memory stand here too.
 */
export function scaledObject(draft: ObjectDraft, workload: Workload, target: ScaleTarget, scale: Scale): ScaledObject {
  const { min, max, cpu, memory, concurrency = 1 } = scale
  const { options } = draft.context
  return {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: { name: draft.nameOf(workload.id) },
    spec: {
      scaleTargetRef: target,
      minReplicaCount: min,
      maxReplicaCount: max,
      triggers: [
        {
          type: 'prometheus',
          metadata: {
            serverAddress: options['prometheus'] ?? '',
            query: queryOf(draft, workload, options['concurrency-query'] ?? ''),
            threshold: `${concurrency}`,
          },
        },
        ...(cpu === undefined ? [] : [utilization('cpu', cpu)]),
        ...(memory === undefined ? [] : [utilization('memory', memory)]),
      ],
    },
  }
}

function utilization(type: 'cpu' | 'memory', percent: number): Trigger {
  return { type, metricType: 'Utilization', metadata: { value: `${percent}` } }
}

/** `{service}`, `{application}` and `{component}` in the query stand for names of this workload. */
function queryOf(draft: ObjectDraft, workload: Workload, template: string): string {
  const names: Readonly<Record<string, string>> = {
    service: draft.nameOf(workload.id),
    application: labelValue(workload.application),
    component: labelValue(workload.name),
  }
  return template.replace(/\{(service|application|component)\}/g, (whole, name: string) => names[name] ?? whole)
}
