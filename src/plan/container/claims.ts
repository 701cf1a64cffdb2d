import type { PvcProperties, PvcStorage } from '../../generated/application.js'
import { parseMemory } from '../../language/quantities.js'
import type { Volume } from '../plan.js'
import type { Scope } from '../scope.js'
import type { Traced } from '../trace.js'

/** What a claim needs besides the fields of its trait. */
export interface ClaimFacts {
  readonly name: Traced<string>
  readonly source: Traced<string>
  readonly external: Traced<boolean> | boolean
}

/**
 * Gives a claim with KubeVela's defaults (trait `storage`, `pvc`): 8 GiB, ReadWriteOnce, a file system; sizes in MiB.
 * Of one that somebody else makes only the name and the form are known: the rest of its fields does nothing.
 */
export function planClaim(scope: Scope, { name, source, external }: ClaimFacts, claim: PvcStorage | PvcProperties): Volume {
  const known = scope.trace.build<Volume>({
    name,
    kind: 'claim',
    source,
    external,
    volumeMode: scope.from(claim, 'volumeMode') ?? 'Filesystem',
  })
  if (known.external) return known
  const { requests, limits } = claim.resources ?? {}
  return scope.trace.amend(known, {
    size: (requests && scope.from(requests, 'storage', parseMemory)) ?? defaultSize,
    sizeLimit: limits && scope.from(limits, 'storage', parseMemory),
    storageClass: scope.from(claim, 'storageClassName'),
    accessModes: scope.from(claim, 'accessModes') ?? ['ReadWriteOnce'],
    claim: restOf(scope, claim),
  })
}

const defaultSize = 8 * 1024

/** What only Kubernetes understands. */
function restOf(scope: Scope, claim: PvcStorage | PvcProperties): Volume['claim'] {
  const rest = scope.trace.build<NonNullable<Volume['claim']>>({
    volumeName: scope.from(claim, 'volumeName'),
    selector: scope.from(claim, 'selector'),
    dataSource: scope.from(claim, 'dataSource'),
    dataSourceRef: scope.from(claim, 'dataSourceRef'),
  })
  return Object.keys(rest).length === 0 ? undefined : rest
}
