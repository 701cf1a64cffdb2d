import type { V1PodSpec } from '@kubernetes/client-node'
import type { ContainerWorkload } from '../../../../src/plan/plan.js'
import type { Wire } from '../kinds.js'
import { selectorLabels } from '../labels.js'
import type { ObjectDraft } from '../object-draft.js'
import { hasCopies } from './claim-templates.js'

/** Gives where the pods of a workload may run (Kubernetes API, core/v1 PodSpec): several copies on different machines where there are enough. */
export function placementOf(
  _: ObjectDraft,
  workload: ContainerWorkload,
): Pick<Wire<V1PodSpec>, 'affinity' | 'tolerations' | 'topologySpreadConstraints'> {
  if (!hasCopies(workload)) return {}
  return {
    affinity: {
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          {
            weight: 100,
            podAffinityTerm: { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: selectorLabels(workload) } },
          },
        ],
      },
    },
  }
}
