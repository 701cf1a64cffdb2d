import type { RoutedWorkload } from '../../../route-backend.js'
import type { ObjectDraft } from '../object-draft.js'
import { addHttpRoutes } from './add-http-routes.js'
import { addIngresses } from './add-ingresses.js'
import { parentOf } from './parent-of.js'
import { reportTakenRoutes } from './report-taken-routes.js'
import { makeRouteNames } from './route-names.js'

/** Adds what leads requests from outside to workloads: Ingresses, or HTTPRoutes of Gateway API (option `routing`). */
export function addRoutes(draft: ObjectDraft): void {
  const routed = [...draft.workloads.values()].filter(
    (workload): workload is RoutedWorkload => workload.kind !== 'wasm' && workload.routes.length > 0,
  )
  if (routed.length === 0) return
  const isGateway = draft.context.options['routing'] === 'gateway'
  const parent = isGateway ? parentOf(draft) : undefined
  const nameOf = makeRouteNames(draft)
  reportTakenRoutes(draft, routed, isGateway)
  for (const workload of routed) {
    if (parent) addHttpRoutes(draft, workload, nameOf, parent)
    else if (!isGateway) addIngresses(draft, workload, nameOf)
  }
}
