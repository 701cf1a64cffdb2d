import type { Id } from '../../../../src/lattice/lattice.js'
import type { Port, Workload } from '../../../../src/plan/plan.js'

/** By the id of a workload, the ports that links of others lead to. */
export type LinkedPorts = ReadonlyMap<Id, readonly Port[]>

/** Gives the ports of each workload that the links of a plan lead to. */
export function linkedPorts(workloads: Iterable<Workload>): LinkedPorts {
  const linked = new Map<Id, Port[]>()
  for (const { bindings } of workloads)
    for (const { to, port } of bindings)
      if (port !== undefined && !(linked.get(to) ?? []).some((known) => isSame(known, port)))
        linked.set(to, [...(linked.get(to) ?? []), port])
  return linked
}

function isSame(left: Port, right: Port): boolean {
  return left.containerPort === right.containerPort && left.protocol === right.protocol
}
