import type { ContainerWorkload, Route, SpinWorkload } from '../../../src/plan/plan.js'
import type { Draft } from '../draft.js'
import { portsOf } from '../ports/port-claims.js'
import type { GatewayRoute } from './gateway-route.js'

/**
 * Gives the routes of all workloads (KubeVela `gateway`), by host and path. There is one gateway for all classes: where two of them would lead the same
 * requests to different places, the first workload has them, and it is said.
 */
export function gatewayRoutes(draft: Draft): readonly GatewayRoute[] {
  const routes = new Map<string, GatewayRoute>()
  for (const workload of draft.workloads.values()) {
    if (workload.kind === 'wasm') continue
    for (const route of workload.routes) {
      const made = routeOf(draft, workload, route)
      const key = keyOf(made)
      const first = routes.get(key)
      if (first === undefined) routes.set(key, made)
      else if (placeOf(first) !== placeOf(made)) reportTaken(draft, workload, route, first)
      else routes.set(key, { ...first, name: [first.name, made.name].filter(Boolean).join(', ') || undefined })
    }
  }
  return [...routes.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, route]) => route)
}

function routeOf(draft: Draft, workload: ContainerWorkload | SpinWorkload, route: Route): GatewayRoute {
  const port = portsOf(workload).find(({ containerPort, protocol }) => containerPort === route.port && protocol === 'TCP')
  return {
    host: route.host,
    path: route.path,
    match: matches[route.pathType],
    rewrite: route.rewrite,
    service: draft.serviceOf(workload.id),
    port: route.port,
    http2: port?.appProtocol === 'http2' || port?.appProtocol === 'grpc' ? true : undefined,
    name: route.name,
  }
}

/** What a class makes of a path is its own choice; ingress-nginx, the default, takes any path that begins so. */
const matches = { Exact: 'exact', Prefix: 'prefix', ImplementationSpecific: 'start' } as const

/** A slash at the end of a prefix changes nothing. */
function keyOf({ host = '', path, match }: GatewayRoute): string {
  return JSON.stringify([host, match === 'prefix' ? path.replace(/\/+$/, '') || '/' : path, match === 'exact'])
}

function placeOf({ service, port, rewrite }: GatewayRoute): string {
  return JSON.stringify([service, port, rewrite])
}

function reportTaken({ context }: Draft, workload: ContainerWorkload | SpinWorkload, route: Route, first: GatewayRoute): void {
  context.fault(
    {
      code: 'target/route-taken',
      severity: 'warning',
      message: `under compose the route ${route.host ?? ''}${route.path} leads to \`${first.service}\` and not to \`${workload.id}\`, because one gateway serves all classes`,
      help: 'give one of them another path, or another `domain`',
    },
    route,
    'path',
  )
}
