import type { Route } from '../../../../src/plan/plan.js'
import { type RouteBackend, type RoutedWorkload, routeBackend } from '../../../route-backend.js'
import type { ObjectDraft } from '../object-draft.js'
import { ingressClass } from './ingress-class.js'

/**
 * Reports a host and path that lead to two places: classes of the manifests are separate gateways, and the rules of the language have seen to each of them,
 * but options may make one of several.
 */
export function reportTakenRoutes(draft: ObjectDraft, routed: readonly RoutedWorkload[], isGateway: boolean): void {
  const first = new Map<string, RouteBackend>()
  for (const workload of routed) {
    for (const route of workload.routes) {
      const backend = routeBackend(draft, workload, route)
      const key = keyOf(route, isGateway ? undefined : ingressClass(draft, route), isGateway)
      const known = first.get(key)
      if (known === undefined) first.set(key, backend)
      else if (known.service !== backend.service || known.port !== backend.port) reportTaken(draft, workload, route, known)
    }
  }
}

/** A slash at the end of a prefix changes nothing (Kubernetes Ingress, path types). */
function keyOf({ host = '', path, pathType }: Route, className: string | undefined, isGateway: boolean): string {
  const isPrefix = pathType === 'Prefix' || (isGateway && pathType !== 'Exact')
  return JSON.stringify([className, host.toLowerCase(), isPrefix ? path.replace(/\/+$/, '') || '/' : path, pathType === 'Exact'])
}

function reportTaken({ context }: ObjectDraft, workload: RoutedWorkload, route: Route, first: RouteBackend): void {
  context.fault(
    {
      code: 'target/route-taken',
      severity: 'warning',
      message: `the route ${route.host ?? ''}${route.path} leads to \`${first.target.id}\` and to \`${workload.id}\`, because one gateway serves the classes of both`,
      help: 'give one of them another path, or another `domain`',
    },
    route,
    'path',
  )
}
