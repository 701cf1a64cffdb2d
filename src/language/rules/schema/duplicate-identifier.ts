import { isWasm } from '../../is-wasm.js'
import { components } from '../example.js'
import type { ManifestRule } from '../rule.js'

/** Explicit identifiers are unique in their application (wadm 0.21 validation.rs rule 6). */
export const duplicateIdentifier: ManifestRule = {
  code: 'schema/duplicate-identifier',
  severity: 'error',
  scope: 'manifest',
  summary: 'components of one application have different `id`s',
  why: 'wadm 0.21 refuses the manifest (validation.rs rule 6): the identifier is what a host runs, and two of them would be one component.',
  bad: components(`
    - name: store
      type: capability
      properties:
        image: ghcr.io/acme/store:1.0.0
        id: kv
    - name: cache
      type: capability
      properties:
        image: ghcr.io/acme/cache:1.0.0
        id: kv
  `),
  good: components(`
    - name: store
      type: capability
      properties:
        image: ghcr.io/acme/store:1.0.0
        id: kv-store
    - name: cache
      type: capability
      properties:
        image: ghcr.io/acme/cache:1.0.0
        id: kv-cache
  `),
  check({ app, document }, say) {
    const first = new Map<string, { readonly name: string; readonly properties: object }>()
    for (const component of app.spec.components) {
      if (!isWasm(component)) continue
      const { id } = component.properties
      const before = id === undefined ? undefined : first.get(id)
      if (id !== undefined && before === undefined) first.set(id, component)
      if (id === undefined || before === undefined) continue
      say({
        message: `\`${component.name}\` has the same identifier \`${id}\` as \`${before.name}\``,
        span: document.at(component.properties, 'id'),
        related: [{ span: document.at(before.properties, 'id'), message: `\`${before.name}\` takes the identifier here` }],
        help: 'choose another `id`, or leave it out: it is then made of the names of application and component',
      })
    }
  },
}
