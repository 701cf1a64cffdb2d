import { traitsOf } from '../../../lattice/traits-of.js'
import { isWasm } from '../../is-wasm.js'
import { components } from '../example.js'
import type { ManifestRule } from '../rule.js'

const api = `
    - name: api
      type: component
      properties:
        image: ghcr.io/acme/api:1.0.0
      traits:
        - type: spreadscaler
          properties:
            instances: 3
`

/** A WebAssembly component has one scaler (wadm 0.21 scaler/convert.rs). */
export const severalScalers: ManifestRule = {
  code: 'wasm/several-scalers',
  severity: 'warning',
  scope: 'manifest',
  summary: 'a WebAssembly component or provider has one scaler',
  why: 'wadm 0.21 runs every scaler by itself (scaler/convert.rs): the instances add up, and where their hosts overlap neither reaches its number.',
  bad: components(`${api}
        - type: daemonscaler
          properties:
            instances: 1
  `),
  good: components(api),
  check({ app, document }, say) {
    for (const component of app.spec.components.filter(isWasm)) {
      const [first, ...others] = traitsOf(component, 'spreadscaler', 'daemonscaler')
      if (first === undefined || component.properties.application !== undefined) continue
      for (const trait of others) {
        say({
          message: `\`${component.name}\` has another scaler, and both run`,
          span: document.at(trait, 'type'),
          related: [{ span: document.at(first, 'type'), message: 'the first scaler stands here' }],
          help: 'say what both should do in the `spread` of one',
        })
      }
    }
  },
}
