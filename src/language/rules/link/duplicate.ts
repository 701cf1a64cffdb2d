import { wasmLinks } from '../../wasm-links.js'
import { components } from '../example.js'
import type { ManifestRule } from '../rule.js'

const linked = (name: string): string =>
  components(`
    - name: orders
      type: capability
      properties:
        image: ghcr.io/acme/store:1.0.0
    - name: carts
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
              name: orders
            namespace: wasi
            package: keyvalue
            interfaces: [store]
        - type: link
          properties:
            target:
              name: carts
            namespace: wasi
            package: keyvalue
            interfaces: [store]
            ${name}
  `)

/** A component has one link of a name for an interface (wadm 0.21 validation.rs rule 24). */
export const duplicate: ManifestRule = {
  code: 'link/duplicate',
  severity: 'error',
  scope: 'manifest',
  summary: 'links of one component for the same interface have different names',
  why: 'wadm 0.21 refuses the manifest (validation.rs rule 24): a component calls an interface by the name of the link, and a link without a name is called `default`.',
  bad: linked(''),
  good: linked('name: carts'),
  check({ app, document }, say) {
    const first = new Map<string, object>()
    const told = new Set<object>()
    for (const { source, properties } of wasmLinks(app)) {
      const { namespace, package: name, interfaces = [] } = properties
      for (const [index, word] of interfaces.entries()) {
        const key = [source.name, properties.name ?? 'default', namespace, name, word].join('\0')
        const before = first.get(key)
        if (before === undefined) first.set(key, properties)
        if (before === undefined || told.has(properties)) continue
        told.add(properties)
        const isSame = before === properties
        say({
          message: isSame
            ? `the link names the interface \`${namespace}:${name}/${word}\` twice`
            : `\`${source.name}\` has a link \`${properties.name ?? 'default'}\` for \`${namespace}:${name}/${word}\` already`,
          span: document.at(interfaces, index),
          ...(!isSame && {
            related: [{ span: document.at(before, 'target'), message: 'the first link leads here' }],
            help: 'give this link a `name` of its own',
          }),
        })
      }
    }
  },
}
