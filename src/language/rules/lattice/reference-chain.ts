import type { Id, Lattice, Node } from '../../../lattice/lattice.js'
import { referencesOf } from '../../../lattice/references-of.js'
import { referenceOf } from '../../reference-of.js'
import type { LatticeRule } from '../rule.js'
import { application, component, documents, reference, sharedApplication } from './snippets.js'

const platform = sharedApplication('platform', component('worker', 'cache'))
const shop = sharedApplication('shop', reference('worker', 'cache', 'platform/cache'))

/** References lead to what runs (wadm 0.21 scaler/convert.rs). */
export const referenceChain: LatticeRule = {
  code: 'lattice/reference-chain',
  severity: 'error',
  scope: 'lattice',
  summary: 'a reference leads to a component that runs, not to another reference',
  why: 'wadm 0.21 makes the identifier of a shared component from the names in the reference and follows it no further, so that links would go to an identifier that nothing runs under. It would also tie an application to the inner workings of a third.',
  bad: documents(platform, shop, application('blog', reference('worker', 'cache', 'shop/cache'))),
  good: documents(platform, shop, application('blog', reference('worker', 'cache', 'platform/cache'))),
  check(lattice, say) {
    for (const { node, entry, target } of referencesOf(lattice)) {
      const next = target && referenceOf(target.component)
      if (target === undefined || next === undefined || target.application === node.application) continue
      const end = endOf(lattice, target)
      if (end === undefined) continue
      say({
        message: `\`${target.id}\` is itself a reference`,
        span: node.manifest.document.at(entry, 'component'),
        related: [{ span: target.manifest.document.at(next, 'component'), message: `it refers to \`${next.name}/${next.component}\`` }],
        help: `refer to \`${end}\` directly`,
      })
    }
  },
}

/** Follows a chain to what it means in the end; nothing where it goes in a circle, which is reported as such. */
function endOf(lattice: Lattice, node: Node): Id | undefined {
  const seen = new Set<Id>()
  for (let at = node; ; ) {
    const next = referenceOf(at.component)
    if (next === undefined) return at.id
    if (seen.has(at.id)) return undefined
    seen.add(at.id)
    const target = at.uses === undefined ? undefined : lattice.nodes.get(at.uses)
    if (target === undefined) return `${next.name}/${next.component}`
    at = target
  }
}
