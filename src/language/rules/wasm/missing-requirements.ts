import { traitsOf } from '../../../lattice/traits-of.js'
import { components } from '../example.js'
import type { ManifestRule } from '../rule.js'

const spread = (requirements: string): string =>
  components(`
    - name: api
      type: component
      properties:
        image: ghcr.io/acme/api:1.0.0
      traits:
        - type: spreadscaler
          properties:
            instances: 4
            spread:
              - name: east
                ${requirements}
  `)

/** A group of a spread says which hosts belong to it (wadm-types `Spread`). */
export const missingRequirements: ManifestRule = {
  code: 'wasm/missing-requirements',
  severity: 'error',
  scope: 'manifest',
  summary: 'a group of a `spread` has `requirements`',
  why: 'wadm 0.21 cannot read the scaler without them and refuses the manifest (wadm-types `Spread`; validation.rs rule 18).',
  bad: spread('weight: 50'),
  good: spread('requirements: {region: east}'),
  check({ app, document }, say) {
    for (const component of app.spec.components) {
      for (const { properties } of traitsOf(component, 'spreadscaler', 'daemonscaler')) {
        for (const group of properties.spread ?? []) {
          if (group.requirements !== undefined) continue
          say({
            message: `the group \`${group.name}\` does not say which hosts belong to it`,
            span: document.at(group, 'name'),
            help: 'add `requirements` with labels of hosts',
          })
        }
      }
    }
  },
}
