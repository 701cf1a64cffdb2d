import type { Id } from '../src/lattice/lattice.js'
import type { ContainerWorkload, Port, Route, SpinWorkload, Workload } from '../src/plan/plan.js'

/** A workload that routes lead to. */
export type RoutedWorkload = ContainerWorkload | SpinWorkload

/** What a route is looked up in. */
export interface Routed {
  readonly workloads: ReadonlyMap<Id, Workload>
  /** Gives the name of the service of a workload. */
  nameOf(id: Id): string
}

/** What answers a route. */
export interface RouteBackend {
  /** Name of the Service, and its port. */
  readonly service: string
  readonly port: number
  /** What listens behind it, where that is known. */
  readonly target: RoutedWorkload
  readonly targetPort: Port | undefined
}

/**
 * Gives what answers a route. An existing Service is meant by its name; that of a component of the application is the one that KubeVela would name so,
 * and which has the application before its name here.
 */
export function routeBackend(draft: Routed, workload: RoutedWorkload, route: Route): RouteBackend {
  const { existingService } = route
  const named = existingService === undefined ? workload : draft.workloads.get(`${workload.application}/${existingService}`)
  const target = named === undefined || named.kind === 'wasm' ? workload : named
  const ports = target.kind === 'spin' ? target.ports : target.main.ports
  const targetPort =
    ports.find(({ containerPort, protocol }) => containerPort === route.port && protocol === 'TCP') ??
    ports.find(({ port, protocol }) => port === route.port && protocol === 'TCP')
  const service = named === undefined && existingService !== undefined ? existingService : draft.nameOf(target.id)
  return { service, port: targetPort?.port ?? route.port, target, targetPort }
}
