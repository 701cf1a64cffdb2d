import { traitsOf } from '../../../lattice/traits-of.js'
import { referenceOf } from '../../reference-of.js'
import { besidePlatform, components } from '../example.js'
import type { ManifestRule } from '../rule.js'

const store = `
    - name: store
      type: capability
      properties:
        application:
          name: platform
          component: store
`

/** A reference to a shared component has no scaler (wadm 0.21 validation.rs rule 23). */
export const sharedReferenceScaler: ManifestRule = {
  code: 'trait/shared-reference-scaler',
  severity: 'error',
  scope: 'manifest',
  summary: 'a component that stands for a shared one has no scaler',
  why: 'wadm 0.21 refuses the manifest (validation.rs rule 23): the component runs for its own application, as often as that says.',
  bad: besidePlatform(
    components(`${store}
      traits:
        - type: spreadscaler
          properties:
            instances: 3
  `),
  ),
  good: besidePlatform(components(store)),
  check({ app, document }, say) {
    for (const component of app.spec.components) {
      const application = referenceOf(component)
      if (application === undefined) continue
      for (const trait of traitsOf(component, 'spreadscaler', 'daemonscaler', 'scaler', 'autoscaler', 'hpa', 'cpuscaler')) {
        say({
          message: `\`${component.name}\` stands for \`${application.component}\` of application \`${application.name}\` and cannot scale it`,
          span: document.at(trait, 'type'),
          help: 'scale the component in its own application',
        })
      }
    }
  },
}
