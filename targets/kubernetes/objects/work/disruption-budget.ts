import type { ContainerWorkload, SpinWorkload } from '../../../../src/plan/plan.js'
import { selectorLabels } from '../labels.js'
import type { ObjectDraft } from '../object-draft.js'
import { hasCopies, kindOf } from './claim-templates.js'

/**
 * Adds the PodDisruptionBudget of a workload of several copies (Kubernetes API, policy/v1): whoever empties machines takes one copy at a time.
 * It counts what may be missing, and not what must stay, because an autoscaler may have gone down to one copy, which could then never move.
 */
export function addDisruptionBudget(draft: ObjectDraft, workload: ContainerWorkload | SpinWorkload): void {
  const kind = kindOf(draft, workload)
  if (!hasCopies(draft, workload) || (kind !== 'Deployment' && kind !== 'StatefulSet')) return
  draft.add(workload, {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: draft.nameOf(workload.id) },
    spec: {
      maxUnavailable: 1,
      // a copy that is not ready serves nobody, and must not keep a machine from being emptied
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
      selector: { matchLabels: selectorLabels(workload) },
    },
  })
}
