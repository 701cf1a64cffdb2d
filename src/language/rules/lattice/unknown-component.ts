import { referencesOf } from '../../../lattice/references-of.js'
import { candidates, listWords, nearest } from '../../suggest.js'
import type { LatticeRule } from '../rule.js'
import { rename } from './rename.js'
import { application, component, documents, reference, sharedApplication } from './snippets.js'

const platform = sharedApplication('platform', component('worker', 'cache'))

/** References name a component that the application has (wadm 0.21 server, deploy). */
export const unknownComponent: LatticeRule = {
  code: 'lattice/unknown-component',
  severity: 'error',
  scope: 'lattice',
  summary: 'a reference names a component of the application that it refers to',
  why: 'wadm 0.21 refuses to deploy an application whose shared components are in no other application; on other platforms there would be nothing behind the name.',
  bad: documents(platform, application('shop', reference('worker', 'cache', 'platform/cach'))),
  good: documents(platform, application('shop', reference('worker', 'cache', 'platform/cache'))),
  check(lattice, say) {
    for (const { node, entry, application, target } of referencesOf(lattice)) {
      if (application === undefined || target !== undefined) continue
      const { app, document } = application
      const names = [...new Set(app.spec.components.map(({ name }) => name))]
      const span = node.manifest.document.at(entry, 'component')
      const near = nearest(entry.component, names)
      const shown = candidates(entry.component, names)
      say({
        message: `application \`${entry.name}\` has no component \`${entry.component}\``,
        span,
        ...(near !== undefined && { label: `did you mean \`${near}\`?`, ...rename(span, entry.component, near) }),
        related: [{ span: document.at(app.metadata, 'name'), message: `\`${entry.name}\` is defined here` }],
        ...(shown.length > 0 && { help: `components of \`${entry.name}\`: ${listWords(shown)}` }),
      })
    }
  },
}
