import { traitsOf } from '../../../lattice/traits-of.js'
import { components } from '../example.js'
import type { ManifestRule } from '../rule.js'

const linked = (config: string): string =>
  components(`
    - name: store
      type: capability
      properties:
        image: ghcr.io/acme/store:1.0.0
    - name: api
      type: component
      properties:
        image: ghcr.io/acme/api:1.0.0
      traits:
        - type: spreadscaler
          properties:
            instances: 1
        - type: link
          properties:
            namespace: wasi
            package: keyvalue
            interfaces: [store]
            target:
              name: store
            ${config}
  `)

/** `target_config` is read only beside a target that is a plain name (wadm-types `LinkProperty`). */
export const targetConfigDropped: ManifestRule = {
  code: 'link/target-config-dropped',
  severity: 'warning',
  scope: 'manifest',
  summary: 'a link whose `target` is an object has its configuration in `target.config`',
  why: 'wadm 0.21 drops `target_config` there without a word (wadm-types `LinkProperty`): the target runs without its configuration.',
  bad: linked(`target_config:
              - name: bucket
                properties:
                  bucket: orders`),
  good: linked(`  config:
                - name: bucket
                  properties:
                    bucket: orders`),
  check({ app, document }, say) {
    for (const component of app.spec.components) {
      for (const { properties } of traitsOf(component, 'link')) {
        if (properties.target_config === undefined || typeof properties.target === 'string') continue
        say({
          message: '`target_config` is dropped, because `target` is an object',
          span: document.at(properties, 'target_config', 'key'),
          related: [{ span: document.at(properties, 'target', 'key'), message: 'the target is given here' }],
          help: 'move it to `target.config`',
        })
      }
    }
  },
}
