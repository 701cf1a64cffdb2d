import { components } from '../example.js'
import type { ManifestRule } from '../rule.js'

/** Names of components are unique in their application (wadm 0.21 validation.rs rule 5). */
export const duplicateComponent: ManifestRule = {
  code: 'schema/duplicate-component',
  severity: 'error',
  scope: 'manifest',
  summary: 'components of one application have different names',
  why: 'wadm 0.21 refuses the manifest (validation.rs rule 5), and so does KubeVela: links and references find a component by its name.',
  bad: components(`
    - name: web
      type: worker
      properties:
        image: ghcr.io/acme/web:1.0.0
    - name: web
      type: worker
      properties:
        image: ghcr.io/acme/worker:1.0.0
  `),
  good: components(`
    - name: web
      type: worker
      properties:
        image: ghcr.io/acme/web:1.0.0
    - name: worker
      type: worker
      properties:
        image: ghcr.io/acme/worker:1.0.0
  `),
  check({ app, document }, say) {
    const first = new Map<string, object>()
    for (const component of app.spec.components) {
      const before = first.get(component.name)
      if (before === undefined) first.set(component.name, component)
      else {
        say({
          message: `application \`${app.metadata.name}\` has a component \`${component.name}\` already`,
          span: document.at(component, 'name'),
          related: [{ span: document.at(before, 'name'), message: `\`${component.name}\` is first defined here` }],
        })
      }
    }
  },
}
