import { traitsOf } from '../../../lattice/traits-of.js'
import { replaceScalar } from '../../edits/replace-scalar.js'
import { components } from '../example.js'
import type { ManifestRule } from '../rule.js'

const scaled = (key: string): string =>
  components(`
    - name: api
      type: component
      properties:
        image: ghcr.io/acme/api:1.0.0
      traits:
        - type: spreadscaler
          properties:
            ${key}: 3
  `)

/** `instances` is the present name of `replicas` (wadm-types `SpreadScalerProperty`, alias). */
export const deprecatedReplicas: ManifestRule = {
  code: 'trait/deprecated-replicas',
  severity: 'warning',
  scope: 'manifest',
  summary: '`spreadscaler` and `daemonscaler` have `instances` and no `replicas`',
  why: '`replicas` is the name from before wasmCloud 1.0. wadm 0.21 reads it still, and writes `instances` (wadm-types `SpreadScalerProperty`, alias).',
  bad: scaled('replicas'),
  good: scaled('instances'),
  check({ app, document }, say) {
    for (const component of app.spec.components) {
      for (const { properties } of traitsOf(component, 'spreadscaler', 'daemonscaler')) {
        if (properties.replicas === undefined || properties.instances !== undefined) continue
        const span = document.at(properties, 'replicas', 'key')
        say({
          message: '`replicas` is the old name of `instances`',
          span,
          label: 'write `instances`',
          edits: [replaceScalar(span, 'instances')],
        })
      }
    }
  },
}
