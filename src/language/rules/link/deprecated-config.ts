import { traitsOf } from '../../../lattice/traits-of.js'
import { nestEntry } from '../../edits/nest-entry.js'
import { components } from '../example.js'
import type { ManifestRule } from '../rule.js'

const linked = (config: string): string =>
  `${components(`
    - name: api
      type: component
      properties:
        image: ghcr.io/acme/api:1.0.0
      traits:
        - type: spreadscaler
          properties:
            instances: 1
    - name: http-server
      type: capability
      properties:
        image: ghcr.io/acme/http-server:1.0.0
      traits:
        - type: link
          properties:
            target:
              name: api
            namespace: wasi
            package: http
            interfaces: [incoming-handler]
  `)}${config}`

/** The configuration of the source of a link stands in `source.config` (wadm-types `LinkProperty`, since 0.13). */
export const deprecatedConfig: ManifestRule = {
  code: 'link/deprecated-config',
  severity: 'warning',
  scope: 'manifest',
  summary: 'a link has `source.config` and no `source_config`',
  why: '`source_config` is the form from before wadm 0.13 (validation.rs rule 26 warns), and wadm 0.21 leaves it aside where `source` is there (wadm-types `LinkProperty`).',
  bad: linked(`            source_config:
              - name: address
                properties:
                  address: 0.0.0.0:8080
`),
  good: linked(`            source:
              config:
                - name: address
                  properties:
                    address: 0.0.0.0:8080
`),
  check({ app, document }, say) {
    for (const component of app.spec.components) {
      for (const { properties } of traitsOf(component, 'link')) {
        if (properties.source_config === undefined) continue
        const span = document.at(properties, 'source_config', 'key')
        if (properties.source !== undefined) {
          say({
            message: '`source_config` is left aside, because there is a `source`',
            span,
            related: [{ span: document.at(properties, 'source', 'key'), message: 'this takes its place' }],
            help: 'move what it says to `source.config`, or remove it',
          })
          continue
        }
        const edits = nestEntry(document, properties, 'source_config', { outer: 'source', inner: 'config' })
        say({
          message: '`source_config` is the old form of `source.config`',
          span,
          help: 'write it as `source.config`',
          ...(edits && { edits }),
        })
      }
    }
  },
}
