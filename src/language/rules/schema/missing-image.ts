import { isContainer } from '../../is-container.js'
import { components } from '../example.js'
import type { ManifestRule } from '../rule.js'

/** A component runs an image or stands for a shared component (wadm 0.21 validation.rs rule 20; KubeVela webservice, `image`). */
export const missingImage: ManifestRule = {
  code: 'schema/missing-image',
  severity: 'error',
  scope: 'manifest',
  summary: 'a component has an image, sources to build it from, or a shared component to stand for',
  why: 'There is nothing to run otherwise; wadm 0.21 (validation.rs rule 20) and KubeVela (`image` of all its types) refuse the manifest.',
  bad: components(`
    - name: web
      type: webservice
      properties:
        cmd: [node, server.js]
  `),
  good: components(`
    - name: web
      type: webservice
      properties:
        image: ghcr.io/acme/web:1.0.0
        cmd: [node, server.js]
  `),
  check({ app, document }, say) {
    for (const component of app.spec.components) {
      if (component.type === 'k8s-objects') continue
      const { name, properties } = component
      const isBuilt = isContainer(component) && component.properties.build !== undefined
      const isGiven = (properties.image !== undefined && properties.image !== null) || properties.application !== undefined
      if (isBuilt || isGiven) continue
      say({
        message: `component \`${name}\` has nothing to run`,
        span: document.at(component, 'properties', 'key'),
        help: isContainer(component) ? 'give it an `image`, a `build`, or an `application`' : 'give it an `image` or an `application`',
      })
    }
  },
}
