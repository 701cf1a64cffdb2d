import { traitsOf } from '../../../lattice/traits-of.js'
import { nearest } from '../../suggest.js'
import { traitTypes } from '../../trait-types.js'
import { components } from '../example.js'
import type { ManifestRule } from '../rule.js'

const api = `
    - name: api
      type: component
      properties:
        image: ghcr.io/acme/api:1.0.0
`

/** A WebAssembly component has a scaler (wadm 0.21 scaler/convert.rs). */
export const noScaler: ManifestRule = {
  code: 'wasm/no-scaler',
  severity: 'warning',
  scope: 'manifest',
  summary: 'a WebAssembly component has a `spreadscaler` or a `daemonscaler`',
  why: 'wadm 0.21 starts a component only by a scaler (scaler/convert.rs); without one it is deployed and never runs. A capability provider runs once by itself.',
  bad: components(api),
  good: components(`${api}
      traits:
        - type: spreadscaler
          properties:
            instances: 1
  `),
  check({ app, document }, say) {
    for (const component of app.spec.components) {
      const { type, name, properties, traits } = component
      if ((type !== 'component' && type !== 'actor') || properties.application !== undefined) continue
      if (traitsOf(component, 'spreadscaler', 'daemonscaler').length > 0) continue
      // a misspelt scaler is reported as an unknown trait
      if ((traits ?? []).some((trait) => isScaler(nearest(trait.type, traitTypes)))) continue
      say({
        message: `component \`${name}\` never starts: it has no scaler`,
        span: document.at(component, 'name'),
        help: 'add a `spreadscaler` trait with `instances`',
      })
    }
  },
}

function isScaler(type: string | undefined): boolean {
  return type === 'spreadscaler' || type === 'daemonscaler' || type === 'scaler'
}
