import type { GatewayProperties } from '../../generated/application.js'
import type { Port, Route } from '../plan.js'
import type { Scope } from '../scope.js'
import { findPort, makePort } from './ports.js'

/**
 * Gives the routes of a trait, one for each path, and the ports with those that only a route names.
 * Defaults are KubeVela's (`gateway`): class `nginx` in an annotation, paths compared as the gateway does.
 */
export function planRoutes(
  scope: Scope,
  ports: readonly Port[],
  properties: GatewayProperties,
): { readonly routes: readonly Route[]; readonly ports: readonly Port[] } {
  const { trace } = scope
  let known = ports
  const routes = Object.keys(properties.http).map((path): Route => {
    const number = scope.required(properties.http, path)
    const port = findPort(known, number.value) ?? makePort(scope, { port: number, containerPort: number })
    if (!known.includes(port)) known = [...known, port]
    return trace.build<Route>({
      host: scope.from(properties, 'domain'),
      path: trace.join(path, number),
      pathType: scope.from(properties, 'pathType') ?? 'ImplementationSpecific',
      port: trace.join(port.containerPort, number),
      rewrite: scope.from(properties, 'rewrite'),
      tls: scope.from(properties, 'secretName'),
      class: scope.from(properties, 'class') ?? 'nginx',
      classInSpec: scope.from(properties, 'classInSpec') ?? false,
      name: scope.from(properties, 'name'),
      annotations: scope.from(properties, 'annotations') ?? {},
      labels: scope.from(properties, 'labels') ?? {},
      gatewayHost: scope.from(properties, 'gatewayHost'),
      existingService: scope.from(properties, 'existingServiceName'),
    })
  })
  return { routes, ports: known }
}
