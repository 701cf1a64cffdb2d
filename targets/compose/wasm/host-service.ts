import type { HostGroup } from '../../../src/plan/plan.js'
import { entryName } from '../names.js'

/** Gives the service of a group of wasmCloud hosts. No workload's service has a dot, so it is nobody else's name. */
export function hostService({ name }: HostGroup): string {
  return `wasmcloud.${entryName(name)}`
}
