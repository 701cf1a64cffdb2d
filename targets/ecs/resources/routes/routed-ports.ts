import type { Id } from '../../../../src/lattice/lattice.js'
import type { ContainerWorkload, Port, Route, Workload } from '../../../../src/plan/plan.js'
import { type RoutedWorkload, routeBackend } from '../../../route-backend.js'
import type { EcsDraft } from '../ecs-draft.js'
import { isRun } from '../service/served-ports.js'
import { routeKey } from './rule-priorities.js'

/** A route, who has it and what answers it. */
export interface AnsweredRoute {
  readonly route: Route
  readonly workload: RoutedWorkload
  /** Absent where that is a service that only a cluster of Kubernetes knows, or what runs to its end. */
  readonly answer?: { readonly target: ContainerWorkload; readonly port: Port }
  /** The route before it that takes the same requests: one load balancer serves all classes. */
  readonly taken?: AnsweredRoute
}

/** Gives all routes of the lattice in its order. */
export function answeredRoutes(draft: Routed): readonly AnsweredRoute[] {
  const found = known.get(draft.workloads)
  if (found !== undefined) return found
  const first = new Map<string, AnsweredRoute>()
  const routes: AnsweredRoute[] = []
  for (const workload of draft.workloads.values()) {
    if (workload.kind === 'wasm') continue
    for (const route of workload.routes) {
      const answer = answerOf(draft, workload, route)
      const taken = first.get(routeKey(route))
      const answered = { route, workload, ...(answer && { answer }), ...(taken && { taken }) }
      if (taken === undefined) first.set(routeKey(route), answered)
      routes.push(answered)
    }
  }
  known.set(draft.workloads, routes)
  return routes
}

/** Gives the ports of a workload that routes lead to, each with its routes. */
export function routedPorts(draft: Routed, id: Id): ReadonlyMap<Port, readonly Route[]> {
  const ports = new Map<Port, Route[]>()
  for (const { route, answer, taken } of answeredRoutes(draft))
    if (taken === undefined && answer?.target.id === id) ports.set(answer.port, [...(ports.get(answer.port) ?? []), route])
  return ports
}

type Routed = Pick<EcsDraft, 'workloads' | 'nameOf'>

const known = new WeakMap<ReadonlyMap<Id, Workload>, readonly AnsweredRoute[]>()

/** A route of one workload may mean another by its service (KubeVela, `existingServiceName`). */
function answerOf(draft: Routed, workload: RoutedWorkload, route: Route): AnsweredRoute['answer'] {
  const { existingService } = route
  const named = existingService === undefined ? workload : draft.workloads.get(`${workload.application}/${existingService}`)
  if (named?.kind !== 'container' || isRun(named)) return undefined
  const { targetPort } = routeBackend(draft, workload, route)
  return targetPort && { target: named, port: targetPort }
}
