import { isWasm } from '../../is-wasm.js'
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

/** A reference to a shared component has no configuration of its own (wadm 0.21 validation.rs rule 21). */
export const sharedReferenceConfig: ManifestRule = {
  code: 'wasm/shared-reference-config',
  severity: 'error',
  scope: 'manifest',
  summary: 'a component that stands for a shared one has no `config`',
  why: 'wadm 0.21 refuses the manifest (validation.rs rule 21): the component runs for its own application, with the configuration that it has there.',
  bad: besidePlatform(
    components(`${store}
        config:
          - name: tuning
            properties:
              size: small
  `),
  ),
  good: besidePlatform(components(store)),
  check({ app, document }, say) {
    for (const { name, properties } of app.spec.components.filter(isWasm)) {
      const { application, config = [] } = properties
      if (application === undefined || config.length === 0) continue
      say({
        message: `\`${name}\` stands for \`${application.component}\` of application \`${application.name}\` and cannot configure it`,
        span: document.at(properties, 'config', 'key'),
        help: 'configure the component in its own application, or the link to it',
      })
    }
  },
}
