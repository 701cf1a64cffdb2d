import type { PvcProperties } from '../../../generated/application.js'
import type { ContainerWorkload, Mount } from '../../plan.js'
import type { Scope } from '../../scope.js'
import { addVolumes } from '../add-volumes.js'
import { planClaim } from '../claims.js'
import type { Mounted } from '../volumes.js'

/** Gives the workload with a claim, mounted into its main container under one or more names (the old KubeVela trait `pvc`). */
export function applyPvc(scope: Scope, workload: ContainerWorkload, properties: PvcProperties): ContainerWorkload {
  const mounted = properties.volumesToMount.map((entry): Mounted => {
    const name = scope.required(entry, 'name')
    const path = scope.from(entry, properties.volumeMode === 'Block' ? 'devicePath' : 'mountPath')
    const volume = planClaim(scope, { name, source: scope.required(properties, 'claimName'), external: false }, properties)
    return { volume, ...(path && { mount: scope.trace.build<Mount>({ volume: name, path, readOnly: false }) }) }
  })
  return addVolumes(scope, workload, mounted)
}
