import { besidePlatform, components } from '../example.js'
import type { ManifestRule } from '../rule.js'

/** A component either runs an image or stands for a shared component (wadm 0.21 validation.rs rule 19). */
export const imageAndApplication: ManifestRule = {
  code: 'schema/image-and-application',
  severity: 'error',
  scope: 'manifest',
  summary: 'a component that refers to another application has no image of its own',
  why: 'With both it is not clear what runs; wadm 0.21 refuses the manifest (validation.rs rule 19).',
  bad: besidePlatform(
    components(`
    - name: store
      type: capability
      properties:
        image: ghcr.io/acme/store:1.0.0
        application:
          name: platform
          component: store
  `),
  ),
  good: besidePlatform(
    components(`
    - name: store
      type: capability
      properties:
        image: ghcr.io/acme/store:1.0.0
  `),
  ),
  check({ app, document }, say) {
    for (const component of app.spec.components) {
      if (component.type === 'k8s-objects') continue
      const { name, properties } = component
      const own = 'build' in properties && properties.build !== undefined ? 'build' : 'image'
      const hasOwn = own === 'build' || (properties.image !== undefined && properties.image !== null)
      if (properties.application === undefined || !hasOwn) continue
      say({
        message: `component \`${name}\` has both \`${own}\` and \`application\``,
        span: document.at(properties, own, 'key'),
        related: [{ span: document.at(properties, 'application', 'key'), message: 'it refers to another application here' }],
        help: `remove \`${own}\` to use the shared component, or \`application\` to run its own`,
      })
    }
  },
}
