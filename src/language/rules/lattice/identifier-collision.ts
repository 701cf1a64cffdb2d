import { identifierOf } from '../../../lattice/identifier-of.js'
import type { Lattice, Node } from '../../../lattice/lattice.js'
import { referenceOf } from '../../reference-of.js'
import type { LatticeRule } from '../rule.js'
import { type Claim, collisions } from './collisions.js'
import { application, component, documents } from './snippets.js'

/** Identifiers of Wasm workloads are unique in a lattice (wadm 0.21 scaler/convert.rs, `compute_component_id`). */
export const identifierCollision: LatticeRule = {
  code: 'lattice/identifier-collision',
  severity: 'error',
  scope: 'lattice',
  summary: 'every wasmCloud component and provider of the lattice has an identifier of its own',
  why: 'wadm 0.21 runs a component under its `id`, or under `<application>-<component>` in lower case with `_` for whatever is not a letter or digit, so that `my-app` and `My_App` meet. Scalers and links of the one then act on the other. wadm compares explicit identifiers only.',
  bad: documents(application('my-app', component('capability', 'http')), application('my_app', component('capability', 'http'))),
  good: documents(application('my-app', component('capability', 'http')), application('my-other-app', component('capability', 'http'))),
  claims: (own) => identifiers(own).map(({ key }) => key),
  check(lattice, say) {
    for (const { claim, span, first, firstSpan } of collisions(identifiers(lattice))) {
      // two explicit identifiers in one manifest are that manifest's own mistake
      if (claim.isExplicit && first.isExplicit && claim.node.application === first.node.application) continue
      say({
        message: `\`${claim.node.id}\` has the identifier of \`${first.node.id}\`, \`${claim.key}\``,
        span,
        related: [{ span: firstSpan, message: `\`${first.node.id}\` is defined here` }],
        help: claim.isExplicit ? 'choose another `id`' : 'rename it, or give it an `id` of its own',
      })
    }
  },
}

interface Identifier extends Claim {
  readonly node: Node
  readonly isExplicit: boolean
}

/** A reference has the identifier of what it refers to and does not collide with it. */
function identifiers(lattice: Lattice): Identifier[] {
  return [...lattice.nodes.values()].flatMap((node): Identifier[] => {
    const { properties } = node.component
    const key = referenceOf(node.component) === undefined ? identifierOf(lattice, node) : undefined
    if (key === undefined) return []
    const isExplicit = 'id' in properties && properties.id !== undefined
    const { document } = node.manifest
    return [{ key, node, isExplicit, span: () => (isExplicit ? document.at(properties, 'id') : document.at(node.component, 'name')) }]
  })
}
