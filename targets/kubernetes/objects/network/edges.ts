import type { Id } from '../../../../src/lattice/lattice.js'
import type { Port } from '../../../../src/plan/plan.js'
import type { ObjectDraft } from '../object-draft.js'
import { hostPort, isRuntimeTwo } from '../wasmcloud2/runtime-two.js'
import { substrateEdges } from './substrate.js'
import { workloadEdges } from './workload-edges.js'

/** A port of pods (not of the Service in front of them). */
export type PodPort = Pick<Port, 'containerPort' | 'protocol'>

/** Traffic that the lattice has: who begins it, and the ports at which it arrives. */
export interface Edge {
  /** Pods by their id, the ingress controller or Gateway (`gateway`), or whoever comes by a load balancer or a port of the machine (`outside`). */
  readonly from: Id | 'gateway' | 'outside'
  /** Pods by their id, or `outside` for hosts that are no part of the lattice. */
  readonly to: Id | 'outside'
  readonly ports: readonly PodPort[]
}

/**
 * Gives the edges of the graph: links (every address in a value comes from one), routes, ports exposed to the outside, and the copies of what
 * is `stateful` among themselves. `dependsOn` is order and no traffic, unless it is waited for. The id of a Wasm workload stands for the hosts that run it.
 */
export function edgesOf(draft: ObjectDraft): readonly Edge[] {
  return [
    ...[...draft.workloads.values()].flatMap((workload) => workloadEdges(draft, workload)).flatMap((edge) => atServers(draft, edge)),
    ...substrateEdges(draft),
  ]
}

/** Who reaches a Wasm workload arrives where the HTTP servers run that answer for it: in wasmCloud 2, at the port of the hosts that run it. */
function atServers(draft: ObjectDraft, edge: Edge): readonly Edge[] {
  const target = draft.workloads.get(edge.to)
  if (target?.kind !== 'wasm') return [edge]
  if (isRuntimeTwo(draft)) return [{ ...edge, ports: [{ containerPort: hostPort, protocol: 'TCP' }] }]
  return target.endpoints
    .filter(({ port }) => edge.ports.some(({ containerPort }) => containerPort === port.containerPort))
    .map(({ provider }) => ({ ...edge, to: provider }))
}
