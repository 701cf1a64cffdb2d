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
const policies = `
  policies:
    - name: vault
      type: policy.secret.wasmcloud.dev/v1alpha1
      properties:
        backend: vault
`

/** A reference to a shared component has no secrets of its own (wadm 0.21 validation.rs rule 22). */
export const sharedReferenceSecrets: ManifestRule = {
  code: 'wasm/shared-reference-secrets',
  severity: 'error',
  scope: 'manifest',
  summary: 'a component that stands for a shared one has no `secrets`',
  why: 'wadm 0.21 refuses the manifest (validation.rs rule 22): the component runs for its own application, with the secrets that it has there.',
  bad: besidePlatform(
    components(
      `${store}
        secrets:
          - name: password
            properties:
              policy: vault
              key: store/password
  `,
      policies,
    ),
  ),
  good: besidePlatform(components(store, policies)),
  check({ app, document }, say) {
    for (const { name, properties } of app.spec.components.filter(isWasm)) {
      const { application, secrets = [] } = properties
      if (application === undefined || secrets.length === 0) continue
      say({
        message: `\`${name}\` stands for \`${application.component}\` of application \`${application.name}\` and cannot give it secrets`,
        span: document.at(properties, 'secrets', 'key'),
        help: 'give the secrets to the component in its own application, or to the link to it',
      })
    }
  },
}
