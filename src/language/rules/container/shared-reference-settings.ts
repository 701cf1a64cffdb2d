import { isWasm } from '../../is-wasm.js'
import { referenceOf } from '../../reference-of.js'
import { besidePlatform, components } from '../example.js'
import type { ManifestRule } from '../rule.js'

const cache = `
    - name: cache
      type: webservice
      properties:
        application:
          name: platform
          component: cache
`

/** A reference to a shared container or Spin application has no settings of its own (mc; wadm 0.21 validation.rs rules 21 and 22 for WebAssembly). */
export const sharedReferenceSettings: ManifestRule = {
  code: 'container/shared-reference-settings',
  severity: 'error',
  scope: 'manifest',
  summary: 'a container that stands for a shared one has no other properties',
  why: 'It runs for its own application, with the settings that it has there, as with WebAssembly (wadm 0.21 validation.rs rules 21 and 22). A cron task keeps its required `schedule`.',
  bad: besidePlatform(
    components(`${cache}
        env:
          - name: SIZE
            value: small
  `),
  ),
  good: besidePlatform(components(cache)),
  check({ app, document }, say) {
    for (const component of app.spec.components) {
      const { name, properties } = component
      const application = referenceOf(component)
      if (isWasm(component) || application === undefined) continue
      // the image is reported by its own rule
      const [first, ...others] = Object.keys(properties).filter((key) => !['application', 'image', 'build', 'schedule'].includes(key))
      if (first === undefined) continue
      say({
        message: `\`${name}\` stands for \`${application.component}\` of application \`${application.name}\` and cannot change it`,
        span: document.at(properties, first, 'key'),
        help: `move ${[first, ...others].map((key) => `\`${key}\``).join(', ')} to the component in its own application`,
      })
    }
  },
}
