import type { ContainerWorkload } from '../../../../src/plan/plan.js'
import { isSingle } from '../../../is-single.js'
import type { ObjectDraft } from '../object-draft.js'
import { hasCopies, isPerCopy } from './claim-templates.js'

/** Says what becomes of storage that one machine mounts at a time where several copies want it: a claim for each, or all of them on one machine. */
export function reportStorage(draft: ObjectDraft, workload: ContainerWorkload): void {
  if (!hasCopies(draft, workload)) return
  for (const volume of workload.volumes) {
    if (!isSingle(volume)) continue
    const isApart = isPerCopy(draft, workload, volume)
    if (isApart && workload.work === 'stateful') continue
    draft.context.fault(
      {
        code: isApart ? 'target/storage-per-copy' : 'target/storage-on-one-machine',
        severity: 'warning',
        message: isApart
          ? `each copy of \`${workload.id}\` has storage of its own, because \`${volume.source ?? volume.name}\` is mounted by one machine at a time`
          : `all copies of \`${workload.id}\` have to run on one machine, because \`${volume.source ?? volume.name}\` is mounted by one at a time`,
        help: '`accessModes: [ReadWriteMany]` is storage that all copies share, and a `statefulset` has some for each',
      },
      volume,
      'name',
    )
  }
}
