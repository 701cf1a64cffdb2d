import type { Volume } from '../src/plan/plan.js'

/** Tells whether only one machine mounts a claim at a time (Kubernetes, access modes). */
export function isSingle({ kind, accessModes }: Volume): boolean {
  return kind === 'claim' && accessModes !== undefined && !accessModes.some((mode) => mode === 'ReadWriteMany' || mode === 'ReadOnlyMany')
}
