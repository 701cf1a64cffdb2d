import type { Id } from '../../../../src/lattice/lattice.js'
import type { ContainerWorkload, Port, Workload } from '../../../../src/plan/plan.js'
import type { ObjectDraft } from '../object-draft.js'
import { routeBackend } from '../routes/route-backend.js'
import { hasCopies } from '../work/claim-templates.js'
import { waitTargets } from '../work/wait-targets.js'
import { substrateEdges } from './substrate.js'

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
 * is `stateful` among themselves. `dependsOn` is order and no traffic, unless it is waited for.
 * The id of a Wasm workload stands for the hosts that run it.
 */
export function edgesOf(draft: ObjectDraft): readonly Edge[] {
  return [
    ...[...draft.workloads.values()]
      .flatMap((workload) => [...edgesOfWorkload(draft, workload), ...waitingEdges(draft, workload)])
      .flatMap((edge) => atServers(draft, edge)),
    ...substrateEdges(draft),
  ]
}

/** Who waits for what it only comes after asks for a port of it (option `wait=links`). */
function waitingEdges(draft: ObjectDraft, workload: Workload): readonly Edge[] {
  return waitTargets(draft, workload).flatMap(({ to, port, isOrder }) => (isOrder ? [{ from: workload.id, to, ports: [port] }] : []))
}

/** Who reaches a Wasm workload arrives where the HTTP servers run that answer for it. */
function atServers({ workloads }: ObjectDraft, edge: Edge): readonly Edge[] {
  const target = workloads.get(edge.to)
  if (target?.kind !== 'wasm') return [edge]
  return target.endpoints
    .filter(({ port }) => edge.ports.some(({ containerPort }) => containerPort === port.containerPort))
    .map(({ provider }) => ({ ...edge, to: provider }))
}

function edgesOfWorkload(draft: ObjectDraft, workload: Workload): readonly Edge[] {
  const links = workload.bindings.flatMap(({ to, port }): readonly Edge[] => (port ? [{ from: workload.id, to, ports: [port] }] : []))
  if (workload.kind === 'wasm') return links
  const ports =
    workload.kind === 'spin' ? workload.ports : [...workload.main.ports, ...workload.sidecars.flatMap((sidecar) => sidecar.ports)]
  const routed = workload.routes.flatMap((route): readonly Edge[] => {
    const { target, targetPort } = routeBackend(draft, workload, route)
    return targetPort ? [{ from: 'gateway', to: target.id, ports: [targetPort] }] : []
  })
  const open = ports.filter((port) => port.hostPort !== undefined || (port.expose && workload.kind === 'container' && isOpen(workload)))
  const isGroup = workload.kind === 'container' && workload.work === 'stateful' && hasCopies(draft, workload)
  return [
    // copies with names of their own are there to find each other
    ...(isGroup && ports.length > 0 ? [{ from: workload.id, to: workload.id, ports }] : []),
    ...routed,
    ...(open.length === 0 ? [] : [{ from: 'outside', to: workload.id, ports: open }]),
    ...links,
  ]
}

/** A Service of these types has an address outside the cluster (Kubernetes, Service types). */
function isOpen({ exposure }: ContainerWorkload): boolean {
  return exposure?.type === 'LoadBalancer' || exposure?.type === 'NodePort'
}
