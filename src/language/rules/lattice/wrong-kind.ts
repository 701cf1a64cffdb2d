import { referencesOf } from '../../../lattice/references-of.js'
import { referenceOf } from '../../reference-of.js'
import type { LatticeRule } from '../rule.js'
import { application, component, documents, reference, sharedApplication } from './snippets.js'

const platform = sharedApplication('platform', component('worker', 'cache'))

/** A reference has the kind of what it refers to (wadm 0.21 `missing_shared_components`). */
export const wrongKind: LatticeRule = {
  code: 'lattice/wrong-kind',
  severity: 'error',
  scope: 'lattice',
  summary: 'a reference has the kind of the component that it refers to',
  why: 'Links to it are made by its kind. wadm 0.21 looks for a shared component of the same name and the same kind and refuses to deploy otherwise. All types of containers are one kind.',
  bad: documents(platform, application('shop', reference('capability', 'cache', 'platform/cache'))),
  good: documents(platform, application('shop', reference('worker', 'cache', 'platform/cache'))),
  check(lattice, say) {
    for (const { node, target } of referencesOf(lattice)) {
      // the kind of a reference in between says nothing; the chain is reported
      if (target === undefined || target.kind === node.kind || referenceOf(target.component) !== undefined) continue
      const type = target.component.type === 'actor' ? 'component' : target.component.type
      say({
        message: `\`${node.name}\` is a \`${node.component.type}\`, but it refers to a \`${type}\``,
        span: node.manifest.document.at(node.component, 'type'),
        related: [{ span: target.manifest.document.at(target.component, 'type'), message: `\`${target.id}\` is a \`${type}\`` }],
        help: `write \`type: ${type}\`, or refer to another component`,
      })
    }
  },
}
