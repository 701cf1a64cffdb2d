import type { GatewayProperties } from '../../../generated/application.js'
import type { Lattice, Node } from '../../../lattice/lattice.js'
import { traitsOf } from '../../../lattice/traits-of.js'
import type { LatticeRule } from '../rule.js'
import { type Claim, collisions } from './collisions.js'
import { application, component, documents } from './snippets.js'

const web = (name: string, path: string): string =>
  component(
    'webservice',
    name,
    `        ports:\n          - port: 8080\n      traits:\n        - type: gateway\n          properties:\n            domain: shop.example.com\n            http:\n              ${path}: 8080\n`,
  )

/** A route leads to one place (Kubernetes Ingress, hosts and paths). */
export const routeCollision: LatticeRule = {
  code: 'lattice/route-collision',
  severity: 'error',
  scope: 'lattice',
  summary: 'a host and path lead to one component',
  why: 'Which of two would answer is left to chance: Kubernetes gives no order between equal paths of two Ingresses, and the admission check of ingress-nginx refuses the second.',
  bad: documents(application('shop', web('front', '/')), application('blog', web('blog', '/'))),
  good: documents(application('shop', web('front', '/')), application('blog', web('blog', '/blog'))),
  claims: (own) => routes(own).map(({ key }) => key),
  check(lattice, say) {
    for (const { claim, span, first, firstSpan } of collisions(routes(lattice))) {
      if (claim.gateway === first.gateway && claim.port === first.port) continue
      const where =
        claim.gateway.domain === undefined ? `route \`${claim.path}\` of any host` : `route \`${claim.gateway.domain}${claim.path}\``
      say({
        message: `${where} leads to two places`,
        span,
        label: `to \`${claim.node.id}\` here`,
        related: [{ span: firstSpan, message: `it leads to \`${first.node.id}\` here` }],
        help: 'give one of them another path, or another `domain`',
      })
    }
  },
}

interface Route extends Claim {
  readonly node: Node
  readonly gateway: GatewayProperties
  readonly path: string
  readonly port: number
}

function routes(lattice: Lattice): Route[] {
  return [...lattice.nodes.values()].flatMap((node) =>
    traitsOf(node.component, 'gateway', 'ingress').flatMap(({ properties: gateway }) =>
      Object.entries(gateway.http).map(
        ([path, port]): Route => ({
          key: keyOf(gateway, path),
          node,
          gateway,
          path,
          port,
          span: () => node.manifest.document.at(gateway.http, path, 'key'),
        }),
      ),
    ),
  )
}

/** Hosts have no case; a prefix matches whole parts of a path, so that a slash at its end changes nothing (Kubernetes Ingress, path types). Classes are separate gateways. */
function keyOf({ class: name = 'nginx', domain = '', pathType = 'ImplementationSpecific' }: GatewayProperties, path: string): string {
  const match = pathType === 'Exact' ? 'exact' : 'prefix'
  return JSON.stringify([name, domain.toLowerCase(), match, pathType === 'Prefix' ? path.replace(/\/+$/, '') || '/' : path])
}
