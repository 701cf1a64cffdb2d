import type { ContainerWorkload } from '../../../../src/plan/plan.js'
import { some } from '../../../some.js'
import { claimSpec } from '../data/claim.js'
import { selectorLabels } from '../labels.js'
import { dnsLabel } from '../names.js'
import type { ObjectDraft } from '../object-draft.js'
import { headlessName } from '../service.js'
import { isPerCopy } from './claim-templates.js'
import { replicasOf } from './replicas.js'
import { templateOf } from './template.js'
import { statefulSetStrategy } from './update-strategy.js'

/** Adds the StatefulSet of a workload whose copies have names and storage of their own (Kubernetes API, apps/v1); `addService` adds the headless Service that makes the names. */
export function addStatefulSet(draft: ObjectDraft, workload: ContainerWorkload): void {
  const claims = workload.volumes.filter((volume) => isPerCopy(draft, workload, volume))
  draft.add(workload, {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: draft.nameOf(workload.id), ...draft.textsOf(workload) },
    spec: {
      replicas: replicasOf(draft, workload),
      serviceName: headlessName(draft, workload),
      updateStrategy: statefulSetStrategy(workload),
      selector: { matchLabels: selectorLabels(workload) },
      template: templateOf(draft, workload),
      volumeClaimTemplates: some(
        claims.map((volume) => ({
          metadata: { name: dnsLabel(volume.name), labels: selectorLabels(workload) },
          spec: claimSpec(volume),
        })),
      ),
    },
  })
}
