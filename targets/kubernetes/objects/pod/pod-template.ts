import type { V1PodTemplateSpec } from '@kubernetes/client-node'
import type { ContainerWorkload } from '../../../../src/plan/plan.js'
import type { Wire } from '../kinds.js'
import { selectorLabels } from '../labels.js'
import type { ObjectDraft } from '../object-draft.js'
import { containerOf } from './container.js'

/** Gives the pods of a workload (Kubernetes API, core/v1 PodTemplateSpec). */
export function podTemplate(draft: ObjectDraft, workload: ContainerWorkload): Wire<V1PodTemplateSpec> {
  return {
    metadata: { labels: selectorLabels(workload) },
    spec: { containers: [containerOf(draft, workload, workload.main)] },
  }
}
