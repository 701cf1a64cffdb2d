import { replaceScalar } from '../../edits/replace-scalar.js'
import { components } from '../example.js'
import type { ManifestRule } from '../rule.js'

const wasm = (type: string): string =>
  components(`
    - name: api
      type: ${type}
      properties:
        image: ghcr.io/acme/api:1.0.0
      traits:
        - type: spreadscaler
          properties:
            instances: 1
  `)

/** `component` is the present name of `actor` (wadm-types `Properties`, alias). */
export const deprecatedActor: ManifestRule = {
  code: 'schema/deprecated-actor',
  severity: 'warning',
  scope: 'manifest',
  summary: 'a WebAssembly component has the type `component`',
  why: '`actor` is its name from before wasmCloud 1.0. wadm 0.21 reads it still, but writes `component` (wadm-types `Properties`, alias), and its JSON schema refuses it.',
  bad: wasm('actor'),
  good: wasm('component'),
  check({ app, document }, say) {
    for (const component of app.spec.components) {
      if (component.type !== 'actor') continue
      const span = document.at(component, 'type')
      say({
        message: '`actor` is the old name of `component`',
        span,
        label: 'write `component`',
        edits: [replaceScalar(span, 'component')],
      })
    }
  },
}
