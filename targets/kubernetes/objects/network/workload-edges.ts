import type { ContainerWorkload, SpinWorkload, WasmWorkload, Workload } from '../../../../src/plan/plan.js'
import { routeBackend } from '../../../route-backend.js'
import type { ObjectDraft } from '../object-draft.js'
import { accountOf } from '../service-account.js'
import { hasCopies } from '../work/claim-templates.js'
import { waitTargets } from '../work/wait-targets.js'
import type { Edge } from './edges.js'

/** Gives the traffic that a workload begins, and what reaches it from outside the lattice. */
export function workloadEdges(draft: ObjectDraft, workload: Workload): readonly Edge[] {
  const links = workload.bindings.flatMap(({ to, port }): readonly Edge[] => (port ? [{ from: workload.id, to, ports: [port] }] : []))
  if (workload.kind === 'wasm') return [...servedEdges(workload), ...links]
  const routes = routeEdges(draft, workload)
  return workload.kind === 'spin' ? [...routes, ...links] : [...routes, ...links, ...containerEdges(draft, workload)]
}

/** An HTTP server of wasmCloud is there for requests from outside, whatever leads them to the Service of the component. */
function servedEdges({ id, role, endpoints }: WasmWorkload): readonly Edge[] {
  return role === 'component' ? endpoints.map(({ port }) => ({ from: 'gateway', to: id, ports: [port] })) : []
}

function routeEdges(draft: ObjectDraft, workload: ContainerWorkload | SpinWorkload): readonly Edge[] {
  return workload.routes.flatMap((route): readonly Edge[] => {
    const { target, targetPort } = routeBackend(draft, workload, route)
    return targetPort ? [{ from: 'gateway', to: target.id, ports: [targetPort] }] : []
  })
}

function containerEdges(draft: ObjectDraft, workload: ContainerWorkload): readonly Edge[] {
  const { id, main, sidecars } = workload
  const exposed = isOpen(workload) ? main.ports.filter(({ expose }) => expose) : []
  const bound = [main, ...sidecars].flatMap(({ ports }) => ports.filter(({ hostPort }) => hostPort !== undefined))
  const isGroup = workload.work === 'stateful' && hasCopies(draft, workload)
  const edges: readonly Edge[] = [
    { from: 'outside', to: id, ports: [...exposed, ...bound] },
    // copies with names of their own are there to find each other
    { from: id, to: id, ports: isGroup ? main.ports : [] },
    { from: id, to: 'outside', ports: accountOf(draft, workload).isTokenWanted ? apiServerPorts : [] },
    // what is linked is an edge anyway
    ...waitTargets(draft, workload).map(({ to, port }) => ({ from: id, to, ports: [port] })),
  ]
  return edges.filter(({ ports }) => ports.length > 0)
}

/** The API server is no pod that a policy could name: its Service listens at 443, and most of those behind it at 6443. */
const apiServerPorts = [443, 6443].map((containerPort) => ({ containerPort, protocol: 'TCP' as const }))

/** A Service of these types has an address outside the cluster (Kubernetes, Service types). */
function isOpen({ exposure }: ContainerWorkload): boolean {
  return exposure?.type === 'LoadBalancer' || exposure?.type === 'NodePort'
}
