import type { Id } from '../../../../src/lattice/lattice.js'
import type { ContainerWorkload, Port } from '../../../../src/plan/plan.js'
import type { EcsDraft } from '../ecs-draft.js'
import { exposedPorts } from '../routes/exposed-ports.js'
import { askedPort } from '../routes/health-check.js'
import { routedPorts } from '../routes/routed-ports.js'
import { isRun } from '../service/served-ports.js'

/** A port at which tasks listen. */
export type TaskPort = Pick<Port, 'containerPort' | 'protocol'>

/** Traffic that the lattice has: who begins it, and the port at which it arrives. */
export interface Edge {
  /** Tasks by the id of their workload, the load balancer of routes (`balancer`), or whoever comes through a Network Load Balancer or to a port of a machine (`outside`). */
  readonly from: Id | 'balancer' | 'outside'
  /** Tasks by the id of their workload. */
  readonly to: Id
  readonly port: TaskPort
}

/**
 * Gives the edges of the graph, each once: links (every address in a value comes from one), routes with the health checks of their load balancer, ports open to the outside, and the copies of what
 * is `stateful` among themselves. `dependsOn` is order and no traffic. A proxy of Service Connect listens at the port of the container (ECS API, ServiceConnectService `ingressPortOverride`).
 */
export function edgesOf(draft: EcsDraft): readonly Edge[] {
  const edges = [...draft.workloads.values()].flatMap((workload): readonly Edge[] => [
    ...workload.bindings.flatMap(({ to, port }) => (port && isCarried(draft, to, port) ? [edge(workload.id, to, port)] : [])),
    ...(workload.kind === 'container' ? arrivals(draft, workload) : []),
  ])
  return [...new Map(edges.map((one) => [JSON.stringify(one), one])).values()]
}

/** What arrives at a workload besides what links bring. */
function arrivals(draft: EcsDraft, workload: ContainerWorkload): readonly Edge[] {
  const { id, main, sidecars } = workload
  const routed = [...routedPorts(draft, id).keys()].flatMap((port) => [port, askedPort(workload, port)])
  const exposed = exposedPorts(workload).flatMap((port) => [port, askedPort(workload, port)])
  const bound = [main, ...sidecars].flatMap(({ ports }) => ports.filter(({ hostPort }) => hostPort !== undefined))
  return [
    ...routed.map((port) => edge('balancer', id, port)),
    ...[...exposed, ...bound].map((port) => edge('outside', id, port)),
    // copies are there to find each other
    ...(isGroup(workload) ? main.ports.filter(({ protocol }) => protocol === 'TCP') : []).map((port) => edge(id, id, port)),
  ]
}

function isGroup({ work, replicas = 1, scale }: ContainerWorkload): boolean {
  return work === 'stateful' && Math.max(replicas, scale?.max ?? 0) > 1
}

/** What no link can carry is reported elsewhere (`reportLinks`). */
function isCarried({ workloads }: EcsDraft, to: Id, { protocol }: Port): boolean {
  const target = workloads.get(to)
  return protocol === 'TCP' && target?.kind === 'container' && !isRun(target)
}

function edge(from: Edge['from'], to: Id, { containerPort, protocol }: TaskPort): Edge {
  return { from, to, port: { containerPort, protocol } }
}
