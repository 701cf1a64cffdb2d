import { traitsOf } from '../../../lattice/traits-of.js'
import { components } from '../example.js'
import type { ManifestRule } from '../rule.js'

const spread = (weight: number): string =>
  components(`
    - name: api
      type: component
      properties:
        image: ghcr.io/acme/api:1.0.0
      traits:
        - type: spreadscaler
          properties:
            instances: 3
            spread:
              - name: east
                weight: ${weight}
                requirements:
                  region: east
  `)

/** The weights of a spread add up to more than zero (wadm 0.21 scaler/spreadscaler/mod.rs, `compute_spread`). */
export const weightSumZero: ManifestRule = {
  code: 'wasm/weight-sum-zero',
  severity: 'error',
  scope: 'manifest',
  summary: 'the weights of a `spread` add up to more than zero',
  why: 'wadm 0.21 divides by the sum when it deploys, and ends with a panic (scaler/spreadscaler/mod.rs, `compute_spread`).',
  bad: spread(0),
  good: spread(100),
  check({ app, document }, say) {
    for (const component of app.spec.components) {
      for (const { properties } of traitsOf(component, 'spreadscaler')) {
        const { spread: groups = [] } = properties
        if (groups.length === 0 || groups.some(({ weight }) => weight !== 0)) continue
        say({
          message: `the weights of the spread of \`${component.name}\` add up to zero`,
          span: document.at(properties, 'spread', 'key'),
          help: 'give at least one group a weight',
        })
      }
    }
  },
}
