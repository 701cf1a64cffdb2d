import type { ContainerWorkload } from '../../../../../src/plan/plan.js'

/** Gives the group of a workload's volumes (Kubernetes, PodSecurityContext `fsGroup`); nothing where it has none, or that of root, which they have anyway. */
export function volumeGroup({ podSecurity }: ContainerWorkload): number | undefined {
  const group = podSecurity?.['fsGroup']
  return typeof group === 'number' && group !== 0 ? group : undefined
}
