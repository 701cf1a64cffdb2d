import type { V1PersistentVolumeClaimSpec } from '@kubernetes/client-node'
import type { Volume } from '../../../../src/plan/plan.js'
import { mapOf } from '../../../manifest-entries.js'
import type { Wire } from '../kinds.js'
import { memoryQuantity } from '../pod/quantity.js'

/** Gives what a claim asks for (Kubernetes API, core/v1 PersistentVolumeClaimSpec). */
export function claimSpec({ accessModes, storageClass, volumeMode, size, sizeLimit, claim }: Volume): Wire<V1PersistentVolumeClaimSpec> {
  return {
    accessModes,
    storageClassName: storageClass,
    volumeMode: volumeMode === 'Filesystem' ? undefined : volumeMode,
    resources: {
      requests: size === undefined ? undefined : { storage: memoryQuantity(size) },
      limits: sizeLimit === undefined ? undefined : { storage: memoryQuantity(sizeLimit) },
    },
    // selector, dataSource, dataSourceRef and volumeName, as the manifest has them
    ...mapOf(claim),
  }
}
