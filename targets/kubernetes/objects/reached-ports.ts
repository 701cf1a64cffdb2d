import type { Id } from '../../../src/lattice/lattice.js'
import type { ContainerWorkload, Plan, Port } from '../../../src/plan/plan.js'
import type { ObjectDraft } from './object-draft.js'

/**
 * Gives the ports of a workload that somebody reaches: exposed by the manifest, asked by a link from wherever in the lattice, or by a route.
 * They alone have a Service (KubeVela makes one of exposed ports alone); the others are for the containers beside.
 */
export function reachedPorts({ plan }: ObjectDraft, workload: ContainerWorkload): readonly Port[] {
  const linked = linkedPorts(plan).get(workload.id)
  return workload.main.ports.filter(
    (port) => port.expose || linked?.has(keyOf(port)) || workload.routes.some((route) => route.port === port.containerPort),
  )
}

const known = new WeakMap<Plan, ReadonlyMap<Id, ReadonlySet<string>>>()

/** By workload, the ports that links ask for. */
function linkedPorts(plan: Plan): ReadonlyMap<Id, ReadonlySet<string>> {
  const found = known.get(plan)
  if (found !== undefined) return found
  const linked = new Map<Id, Set<string>>()
  for (const { workloads } of plan.applications)
    for (const { bindings } of workloads)
      for (const { to, port } of bindings) if (port !== undefined) linked.set(to, (linked.get(to) ?? new Set()).add(keyOf(port)))
  known.set(plan, linked)
  return linked
}

function keyOf({ containerPort, protocol }: Port): string {
  return `${containerPort}/${protocol}`
}
