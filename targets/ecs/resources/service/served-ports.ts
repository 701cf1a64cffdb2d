import type { Id } from '../../../../src/lattice/lattice.js'
import type { ContainerWorkload, Plan, Port, Workload } from '../../../../src/plan/plan.js'
import type { EcsDraft } from '../ecs-draft.js'

/** Gives the ports of a workload that others reach by its name: those that a link means, from wherever in the lattice, and those that the manifest exposes. What runs to its end has none. */
export function servedPorts(draft: Pick<EcsDraft, 'plan' | 'workloads'>, workload: Workload): readonly Port[] {
  if (workload.kind === 'wasm' || (workload.kind === 'container' && isRun(workload))) return []
  const linked = linkedPorts(draft).get(workload.id)
  const ports = workload.kind === 'spin' ? workload.ports : workload.main.ports
  // the first at each port of the container: a port mapping has one endpoint
  const first = ports.filter((port, at) => ports.findIndex((other) => keyOf(other) === keyOf(port)) === at)
  return first.filter((port) => port.protocol === 'TCP' && (port.expose || linked?.has(keyOf(port))))
}

/** Tells whether a container runs to its end: once, or by the clock. */
export function isRun({ work }: Pick<ContainerWorkload, 'work'>): boolean {
  return work === 'task' || work === 'cron'
}

const known = new WeakMap<Plan, ReadonlyMap<Id, ReadonlySet<string>>>()

/** By workload, the ports that links ask for. */
function linkedPorts({ plan, workloads }: Pick<EcsDraft, 'plan' | 'workloads'>): ReadonlyMap<Id, ReadonlySet<string>> {
  const found = known.get(plan)
  if (found !== undefined) return found
  const linked = new Map<Id, Set<string>>()
  for (const { bindings } of workloads.values())
    for (const { to, port } of bindings) if (port !== undefined) linked.set(to, (linked.get(to) ?? new Set()).add(keyOf(port)))
  known.set(plan, linked)
  return linked
}

function keyOf({ containerPort, protocol }: Port): string {
  return `${containerPort}/${protocol}`
}
