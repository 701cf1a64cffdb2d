import type { Route } from '../../../../src/plan/plan.js'
import { fingerprint } from '../../../fingerprint.js'
import type { RoutedWorkload } from '../../../route-backend.js'
import { dnsLabel } from '../names.js'
import type { ObjectDraft } from '../object-draft.js'

/** Gives the name of the next object for routes of a workload. */
export type RouteNames = (workload: RoutedWorkload, route: Route) => string

/** Begins the names of Ingresses or HTTPRoutes: the workload's, and after it that of the route (KubeVela, gateway), and a number where both are taken. */
export function makeRouteNames(draft: ObjectDraft): RouteNames {
  const owners = new Map([...draft.workloads.keys()].map((id) => [draft.nameOf(id), id]))
  const counts = new Map<string, number>()
  return (workload, { name }) => {
    const wanted = name === undefined ? draft.nameOf(workload.id) : dnsLabel(`${draft.nameOf(workload.id)}-${name}`)
    const isOthers = (owners.get(wanted) ?? workload.id) !== workload.id
    const own = isOthers ? dnsLabel(`${wanted}-${fingerprint(`${workload.id} ${name}`)}`) : wanted
    owners.set(own, workload.id)
    const count = (counts.get(own) ?? 0) + 1
    counts.set(own, count)
    return count === 1 ? own : dnsLabel(`${own}-${count}`)
  }
}
