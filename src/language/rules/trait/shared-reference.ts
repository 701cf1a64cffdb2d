import { isWasm } from '../../is-wasm.js'
import { referenceOf } from '../../reference-of.js'
import { traitTypes } from '../../trait-types.js'
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

/** A reference to a shared component has no traits but links between WebAssembly (wadm 0.21 validation.rs, shared components). */
export const sharedReference: ManifestRule = {
  code: 'trait/shared-reference',
  severity: 'warning',
  scope: 'manifest',
  summary: 'a component that stands for a shared one has no traits, except links of WebAssembly',
  why: 'The component runs for its own application; what a trait would change is not there. wadm 0.21 allows links in both directions for WebAssembly.',
  bad: besidePlatform(
    components(`${cache}
      traits:
        - type: gateway
          properties:
            http:
              /: 6379
  `),
  ),
  good: besidePlatform(components(cache)),
  check({ app, document }, say) {
    for (const component of app.spec.components) {
      const application = referenceOf(component)
      if (application === undefined) continue
      for (const trait of component.traits ?? []) {
        const isReported = scalers.includes(trait.type) || !traitTypes.includes(trait.type)
        if (isReported || (trait.type === 'link' && isWasm(component))) continue
        say({
          message: `the trait \`${trait.type}\` does nothing on \`${component.name}\`, which stands for \`${application.component}\` of application \`${application.name}\``,
          span: document.at(trait, 'type'),
          help: 'move it to the component in its own application',
        })
      }
    }
  },
}

/** Scalers are errors, as in wadm. */
const scalers: readonly string[] = ['spreadscaler', 'daemonscaler', 'scaler', 'autoscaler', 'hpa', 'cpuscaler']
