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
    if (isMade(draft, workload, name)) continue
    draft.add(workload, {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name, labels: selectorLabels(workload) },
      spec,
    })
  }
}

/** A claim of another application is another's storage: that both have one name is a collision. */
function isMade({ objects }: ObjectDraft, { application }: ContainerWorkload, name: string): boolean {
  return objects.some(
    ({ chart, object }) => chart === application && object.kind === 'PersistentVolumeClaim' && object.metadata.name === name,
  )
}
