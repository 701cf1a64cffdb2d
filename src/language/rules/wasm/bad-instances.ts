import { traitsOf } from '../../../lattice/traits-of.js'
import { components } from '../example.js'
import type { ManifestRule } from '../rule.js'

const scaled = (properties: string): string =>
  components(`
    - name: api
      type: component
      properties:
        image: ghcr.io/acme/api:1.0.0
      traits:
        - type: spreadscaler
          properties: ${properties}
  `)

/** A scaler says once how many instances run (wadm-types `SpreadScalerProperty`). */
export const badInstances: ManifestRule = {
  code: 'wasm/bad-instances',
  severity: 'error',
  scope: 'manifest',
  summary: '`spreadscaler` and `daemonscaler` have `instances`, and not `replicas` as well',
  why: 'wadm 0.21 cannot read the scaler otherwise and refuses the manifest (wadm-types `SpreadScalerProperty`; validation.rs rule 18).',
  bad: scaled('{}'),
  good: scaled('{instances: 1}'),
  check({ app, document }, say) {
    for (const component of app.spec.components) {
      for (const trait of traitsOf(component, 'spreadscaler', 'daemonscaler')) {
        const { instances, replicas } = trait.properties
        if (instances === undefined && replicas === undefined) {
          say({
            message: `the \`${trait.type}\` of \`${component.name}\` does not say how many instances run`,
            span: document.at(trait, 'properties', 'key'),
            help: 'add `instances`',
          })
        } else if (instances !== undefined && replicas !== undefined) {
          say({
            message: `the \`${trait.type}\` of \`${component.name}\` has both \`instances\` and its old name \`replicas\``,
            span: document.at(trait.properties, 'replicas', 'key'),
            related: [{ span: document.at(trait.properties, 'instances', 'key'), message: 'the number is given here as well' }],
            help: 'remove `replicas`',
          })
        }
      }
    }
  },
}
