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
                requirements: ${requirements}
  `)

/** The requirements of a group are not empty, because wadm loses them (wadm-types `Spread`, `skip_serializing_if`). */
export const emptyRequirements: ManifestRule = {
  code: 'wasm/empty-requirements',
  severity: 'warning',
  scope: 'manifest',
  summary: 'the `requirements` of a group of a `spread` are not empty',
  why: 'wadm 0.21 leaves the empty map out when it stores the manifest, and cannot read the scaler any more when it deploys it: nothing starts (wadm-types `Spread`, `skip_serializing_if`).',
  bad: spread('{}'),
  good: spread('{region: east}'),
  check({ app, document }, say) {
    for (const component of app.spec.components) {
      for (const { properties } of traitsOf(component, 'spreadscaler', 'daemonscaler')) {
        const { spread: groups = [] } = properties
        for (const group of groups) {
          if (group.requirements === undefined || Object.keys(group.requirements).length > 0) continue
          say({
            message: `wadm loses the empty \`requirements\` of the group \`${group.name}\`, and the scaler with them`,
            span: document.at(group, 'requirements'),
            help: groups.length === 1 ? 'remove `spread`: without it any host will do' : 'name labels of hosts',
          })
        }
      }
    }
  },
}
