import { components } from '../example.js'
import type { ManifestRule } from '../rule.js'

const web = `
    - name: web
      type: webservice
      properties:
        image: ghcr.io/acme/web:1.0.0
`
const policies = (first: string, second: string): string => `
  policies:
    - name: ${first}
      type: policy.secret.wasmcloud.dev/v1alpha1
      properties:
        backend: vault
    - name: ${second}
      type: policy.secret.wasmcloud.dev/v1alpha1
      properties:
        backend: nats-kv
`

/** Names of policies are unique in their application (wadm 0.21 validation.rs, policies by name). */
export const duplicatePolicy: ManifestRule = {
  code: 'schema/duplicate-policy',
  severity: 'warning',
  scope: 'manifest',
  summary: 'policies of one application have different names',
  why: 'wadm 0.21 keeps policies by name, so that the last one wins without a word.',
  bad: components(web, policies('secrets', 'secrets')),
  good: components(web, policies('secrets', 'more-secrets')),
  check({ app, document }, say) {
    const first = new Map<string, object>()
    for (const policy of app.spec.policies ?? []) {
      const { name } = policy
      if (name === undefined) continue
      const before = first.get(name)
      if (before === undefined) first.set(name, policy)
      else {
        say({
          message: `a second policy \`${name}\` takes the place of the first`,
          span: document.at(policy, 'name'),
          related: [{ span: document.at(before, 'name'), message: `\`${name}\` is first defined here` }],
        })
      }
    }
  },
}
