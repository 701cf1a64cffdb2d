import type { V1PersistentVolumeClaimSpec } from '@kubernetes/client-node'
import type { Volume } from '../../../../src/plan/plan.js'
import type { Wire } from '../kinds.js'

/** Gives the specification of a claim (Kubernetes API, core/v1 PersistentVolumeClaim). */
export function claimSpec({ accessModes, storageClass, volumeMode, size }: Volume): Wire<V1PersistentVolumeClaimSpec> {
  return {
    accessModes: accessModes ?? ['ReadWriteOnce'],
    storageClassName: storageClass,
    volumeMode: volumeMode === 'Filesystem' ? undefined : volumeMode,
    resources: { requests: { storage: `${size ?? 0}Mi` } },
  }
}
