import type { Lattice, Node } from '../../../lattice/lattice.js'
import { referenceOf } from '../../reference-of.js'
import type { LatticeRule } from '../rule.js'
import { type Claim, collisions } from './collisions.js'
import { application, component, documents } from './snippets.js'

/** Network names of containers and Spin applications are unique (RFC 1123 names of services). */
export const serviceNameCollision: LatticeRule = {
  code: 'lattice/service-name-collision',
  severity: 'error',
  scope: 'lattice',
  summary: 'every container and Spin application of the lattice has a network name of its own',
  why: 'Platforms name a service `<application>-<component>`, in lower case and with `-` for `_`, so that two pairs of names can make one. Whoever asks for the name would reach either.',
  bad: documents(application('shop', component('worker', 'cart-db')), application('shop-cart', component('worker', 'db'))),
  good: documents(application('shop', component('worker', 'cart-db')), application('blog', component('worker', 'db'))),
  claims: (own) => names(own).map(({ key }) => key),
  check(lattice, say) {
    for (const { claim, span, first, firstSpan } of collisions(names(lattice))) {
      say({
        message: `\`${claim.node.id}\` has the network name of \`${first.node.id}\`, \`${claim.key}\``,
        span,
        related: [{ span: firstSpan, message: `\`${first.node.id}\` is defined here` }],
        help: 'rename the component or its application',
      })
    }
  },
}

interface ServiceName extends Claim {
  readonly node: Node
}

function names(lattice: Lattice): ServiceName[] {
  return [...lattice.nodes.values()].flatMap((node): ServiceName[] => {
    if ((node.kind !== 'container' && node.kind !== 'spin') || referenceOf(node.component) !== undefined) return []
    const key = `${node.application}-${node.name}`.toLowerCase().replaceAll('_', '-')
    return [{ key, node, span: () => node.manifest.document.at(node.component, 'name') }]
  })
}
