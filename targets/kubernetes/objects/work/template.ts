import type { V1PodSpec, V1PodTemplateSpec } from '@kubernetes/client-node'
import type { ContainerWorkload } from '../../../../src/plan/plan.js'
import { some, someOf } from '../../../some.js'
import type { Wire } from '../kinds.js'
import { selectorLabels } from '../labels.js'
import type { ObjectDraft } from '../object-draft.js'
import { podTemplate } from '../pod/pod-template.js'
import { accountOf } from '../service-account.js'
import { placementOf } from './placement.js'
import { waitContainer } from './wait-container.js'

/**
 * Gives the pods of a workload with all that is not a matter of their containers: labels and annotations of the manifest, which KubeVela puts on the object and
 * on its pods alike, the account, and where they may run. `restartPolicy` is that of a run to the end; a pod that runs for good needs none.
 */
export function templateOf(
  draft: ObjectDraft,
  workload: ContainerWorkload,
  restartPolicy?: 'Never' | 'OnFailure',
): Wire<V1PodTemplateSpec> {
  const { metadata, spec } = podTemplate(draft, workload)
  const { labels, annotations } = draft.textsOf(workload)
  const { name, isTokenWanted } = accountOf(draft, workload)
  const pod: Wire<V1PodSpec> = {
    restartPolicy,
    serviceAccountName: name,
    automountServiceAccountToken: isTokenWanted ? undefined : false,
    ...spec,
    initContainers: some([...waitContainer(draft, workload), ...(spec.initContainers ?? [])]),
    ...placementOf(draft, workload),
  }
  return {
    metadata: {
      ...metadata,
      labels: { ...selectorLabels(workload), ...labels },
      annotations: someOf({ ...metadata?.annotations, ...annotations }),
    },
    spec: pod,
  }
}
