import type { Finding } from '../../../diagnostic.js'
import { isShared, sharedAnnotations } from '../../../lattice/is-shared.js'
import { referencesOf } from '../../../lattice/references-of.js'
import type { Manifest } from '../../manifest.js'
import type { LatticeRule } from '../rule.js'
import { application, component, documents, reference, sharedApplication } from './snippets.js'

const shop = application('shop', reference('worker', 'cache', 'platform/cache'))

/** Only shared applications are referred to (wadm 0.21 `Manifest::shared`, used at deploy). */
export const notShared: LatticeRule = {
  code: 'lattice/not-shared',
  severity: 'error',
  scope: 'lattice',
  summary: 'a reference leads to an application that is shared with the lattice',
  why: 'Its owner says with an annotation that others may build on it: wadm 0.21 resolves references to applications with `experimental.wasmcloud.dev/shared: "true"` only, and takes exactly `true` for it. mc reads `wasmcloud.dev/shared`, the name that was announced first, as the same.',
  bad: documents(application('platform', component('worker', 'cache')), shop),
  good: documents(sharedApplication('platform', component('worker', 'cache')), shop),
  check(lattice, say) {
    for (const { node, entry, application } of referencesOf(lattice)) {
      // a reference to one's own application is a circle, and sharing would not mend it
      if (application === undefined || node.application === entry.name || isShared(application.app)) continue
      say({
        message: `application \`${entry.name}\` is not shared with the lattice`,
        span: node.manifest.document.at(entry, 'name'),
        ...wayOut(application),
      })
    }
  },
}

/** A value that means nearly the same gets a hint of its own; `schema/shared-value` mends it, as `schema/misspelt-annotation` does a key. */
function wayOut({ app, document }: Manifest): Pick<Finding, 'related' | 'help'> {
  const { name } = app.metadata
  const annotations = app.metadata.annotations ?? {}
  const key = sharedAnnotations.find((known) => annotations[known] !== undefined)
  if (key !== undefined) {
    return {
      related: [{ span: document.at(annotations, key), message: `\`${annotations[key]}\` does not share it` }],
      help: `the value of \`${key}\` must be exactly \`"true"\``,
    }
  }
  return {
    related: [{ span: document.at(app.metadata, 'name'), message: `\`${name}\` is defined here` }],
    help: `add the annotation \`${sharedAnnotations[0]}: "true"\` to its metadata`,
  }
}
