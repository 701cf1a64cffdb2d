import type { Container, ContainerWorkload } from '../../../../src/plan/plan.js'

/** Gives all containers of a workload, the main one first. */
export function containersOf({ main, sidecars, initContainers }: ContainerWorkload): readonly Container[] {
  return [main, ...sidecars, ...initContainers]
}
