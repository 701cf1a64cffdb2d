import type { Route } from '../../../../src/plan/plan.js'
import type { EmitContext } from '../../../target.js'

/** Reports what a route says to an Ingress alone, where it is an HTTPRoute: certificates are the Gateway's affair, and it is chosen by name and not by class. */
export function reportIngressWords({ fault }: EmitContext, route: Route): void {
  if (route.tls !== undefined)
    fault(
      {
        code: 'target/route-tls',
        severity: 'warning',
        message: `the certificate in \`${route.tls}\` is not used: with Gateway API a listener of the Gateway has it`,
        help: 'name the secret in `tls.certificateRefs` of the listener for the host',
      },
      route,
      'tls',
    )
  for (const key of ['class', 'classInSpec'] as const)
    if (route[key] !== undefined)
      fault(
        {
          code: 'target/ingress-class',
          severity: 'info',
          message: `\`${key}\` chooses an Ingress controller; these routes are of a Gateway (\`gateway-name\`)`,
        },
        route,
        key,
      )
}
