import type { LinkProperties } from '../../../generated/application.js'
import type { Manifest } from '../../manifest.js'
import { candidates, listWords, nearest } from '../../suggest.js'
import { knownInterfaces } from '../../wadm/known-interfaces.js'
import { wasmLinks } from '../../wasm-links.js'
import { components } from '../example.js'
import type { ManifestRule, Say } from '../rule.js'

const linked = (word: string): string =>
  components(`
    - name: store
      type: capability
      properties:
        image: ghcr.io/acme/store:1.0.0
    - name: api
      type: component
      properties:
        image: ghcr.io/acme/api:1.0.0
      traits:
        - type: spreadscaler
          properties:
            instances: 1
        - type: link
          properties:
            target:
              name: store
            namespace: wasi
            package: keyvalue
            interfaces: [${word}]
  `)

/** Interfaces of the well-known namespaces are spelt as they are known (wadm 0.21 validation.rs rules 8 and 9). */
export const unrecognizedInterface: ManifestRule = {
  code: 'link/unrecognized-interface',
  severity: 'warning',
  scope: 'manifest',
  summary: 'interfaces of the namespaces `wasi`, `wasmcloud` and `wrpc` are among those that wadm knows',
  why: 'A misspelt interface links nothing, and the component fails at its first call. wadm 0.21 warns in the same cases (validation.rs rules 8 and 9); its list is not complete.',
  bad: linked('stor'),
  good: linked('store'),
  check(manifest, say) {
    for (const { properties } of wasmLinks(manifest.app)) checkLink(manifest, properties, say)
  },
}

function checkLink({ document }: Manifest, properties: LinkProperties, say: Say): void {
  const { namespace, package: name, interfaces = [] } = properties
  const packages = namespace === undefined ? undefined : knownInterfaces.get(namespace)
  if (packages === undefined || namespace === undefined || name === undefined || interfaces.length === 0) return
  const known = packages.get(name)
  if (known === undefined) {
    say({
      message: `\`${namespace}:${name}\` is no package that wadm knows`,
      span: document.at(properties, 'package'),
      ...hint(name, [...packages.keys()]),
    })
    return
  }
  for (const [index, word] of interfaces.entries()) {
    if (known.includes(word)) continue
    say({
      message: `\`${namespace}:${name}/${word}\` is no interface that wadm knows`,
      span: document.at(interfaces, index),
      ...hint(word, known),
    })
  }
}

/** No edit: what wadm does not know may exist all the same. */
function hint(word: string, known: readonly string[]): { label?: string; help?: string } {
  const near = nearest(word, known)
  return near === undefined ? { help: `it knows ${listWords(candidates(word, known))}` } : { label: `did you mean \`${near}\`?` }
}
