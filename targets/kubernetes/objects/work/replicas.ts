import type { ContainerWorkload } from '../../../../src/plan/plan.js'

/** Gives the number of copies that an object asks for; nothing where an autoscaler decides it, for each apply would set it back. */
export function replicasOf({ scale, replicas }: ContainerWorkload): number | undefined {
  return scale === undefined ? replicas : undefined
}
