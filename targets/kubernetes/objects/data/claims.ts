import type { ContainerWorkload } from '../../../../src/plan/plan.js'
import { selectorLabels } from '../labels.js'
import type { ObjectDraft } from '../object-draft.js'
import { checkNames } from '../pod/needs.js'
import { isPerCopy } from '../work/claim-templates.js'
import { claimSpec } from './claim.js'

/** Adds the claims that a workload makes under names of their own (Kubernetes API, core/v1 PersistentVolumeClaim); one that several name is made once. */
export function addClaims(draft: ObjectDraft, workload: ContainerWorkload): void {
  for (const volume of workload.volumes) {
    if (volume.kind !== 'claim' || volume.external || isPerCopy(draft, workload, volume)) continue
    const name = volume.source ?? volume.name
    checkNames(draft, 'PersistentVolumeClaim', name, undefined, [volume, volume.source === undefined ? 'name' : 'source'])
    const spec = claimSpec(volume)
    // what two applications make under one name is a collision, which is reported for all objects alike
    if (draft.isAdded(workload.application, 'PersistentVolumeClaim', name)) continue
    draft.add(workload, {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name, labels: selectorLabels(workload) },
      spec,
    })
  }
}
