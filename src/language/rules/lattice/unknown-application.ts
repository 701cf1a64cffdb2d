import { isShared } from '../../../lattice/is-shared.js'
import type { Lattice } from '../../../lattice/lattice.js'
import { referencesOf } from '../../../lattice/references-of.js'
import { nearest } from '../../suggest.js'
import type { LatticeRule } from '../rule.js'
import { rename } from './rename.js'
import { application, component, documents, reference, sharedApplication } from './snippets.js'

const platform = sharedApplication('platform', component('worker', 'cache'))

/** References name an application that is given (wadm 0.21 server, deploy). */
export const unknownApplication: LatticeRule = {
  code: 'lattice/unknown-application',
  severity: 'error',
  scope: 'lattice',
  summary: 'a reference names an application of the lattice',
  why: 'wadm 0.21 refuses to deploy an application whose shared components are in no other application ("Application contains shared components that are not deployed in other applications"). Give mc all manifests of the lattice, so that it can resolve them.',
  bad: documents(platform, application('shop', reference('worker', 'cache', 'platfrom/cache'))),
  good: documents(platform, application('shop', reference('worker', 'cache', 'platform/cache'))),
  check(lattice, say) {
    const suggest = suggestions(lattice)
    for (const { node, entry, application } of referencesOf(lattice)) {
      if (application !== undefined || lattice.broken.has(entry.name)) continue
      const span = node.manifest.document.at(entry, 'name')
      const near = suggest(entry.name, node.application)
      say({
        message: `application \`${entry.name}\` is not in the lattice`,
        span,
        ...(near === undefined
          ? { help: `give mc the manifest of \`${entry.name}\` too` }
          : { label: `did you mean \`${near}\`?`, ...rename(span, entry.name, near) }),
      })
    }
  },
}

/** A lattice with this many different unknown names lacks manifests; looking for the nearest of ten thousand names each time would take minutes. */
const mostSuggestions = 200

/** Shared applications are the likelier ones; the application itself is none. */
function suggestions({ applications, broken }: Lattice): (name: string, from: string) => string | undefined {
  const found = new Map<string, string | undefined>()
  const shared = [...applications].filter(([, { app }]) => isShared(app)).map(([name]) => name)
  return (name, from) => {
    if (!found.has(name)) {
      if (found.size >= mostSuggestions) return undefined
      found.set(name, nearest(name, shared) ?? nearest(name, [...applications.keys(), ...broken]))
    }
    const near = found.get(name)
    return near === from ? undefined : near
  }
}
