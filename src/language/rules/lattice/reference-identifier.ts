import { identifierOf } from '../../../lattice/identifier-of.js'
import { referencesOf } from '../../../lattice/references-of.js'
import { referenceOf } from '../../reference-of.js'
import type { LatticeRule } from '../rule.js'
import { application, component, documents, reference, sharedApplication } from './snippets.js'

const platform = sharedApplication('platform', component('capability', 'http'))

/** A reference does not give a shared component another identifier (wadm issue 474). */
export const referenceIdentifier: LatticeRule = {
  code: 'lattice/reference-identifier',
  severity: 'error',
  scope: 'lattice',
  summary: 'a reference has no identifier but that of the component that it refers to',
  why: 'wadm 0.21 makes links of a reference to its own `id` where it has one (wadm issue 474), and nothing runs under another identifier than the shared component’s.',
  bad: documents(platform, application('shop', reference('capability', 'http', 'platform/http', '        id: shop-http\n'))),
  good: documents(platform, application('shop', reference('capability', 'http', 'platform/http'))),
  check(lattice, say) {
    for (const { node, target } of referencesOf(lattice)) {
      const { properties } = node.component
      if (target === undefined || !('id' in properties) || properties.id === undefined) continue
      const id = identifierOf(lattice, target)
      if (id === undefined || id === properties.id || referenceOf(target.component) !== undefined) continue
      say({
        message: `\`${target.id}\` runs under the identifier \`${id}\`, not under \`${properties.id}\``,
        span: node.manifest.document.at(properties, 'id'),
        related: [{ span: target.manifest.document.at(target.component, 'name'), message: `\`${target.id}\` is defined here` }],
        help: 'leave `id` out of the reference',
      })
    }
  },
}
