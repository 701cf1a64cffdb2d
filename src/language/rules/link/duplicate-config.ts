import type { ConfigProperty } from '../../../generated/application.js'
import { type WasmLink, wasmLinks } from '../../wasm-links.js'
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
            target:
              name: store
              config:
                - name: store
                  properties:
                    bucket: orders
            namespace: wasi
            package: keyvalue
            interfaces: [store]
        - type: link
          properties:
            target:
              name: store
              config:
                - name: ${config}
                  properties:
                    bucket: blobs
            namespace: wasi
            package: blobstore
            interfaces: [blobstore]
  `)

/** Named configurations of links with values have different names (wadm 0.21 validation.rs rule 25). */
export const duplicateConfig: ManifestRule = {
  code: 'link/duplicate-config',
  severity: 'error',
  scope: 'manifest',
  summary: 'configurations of links that carry values have different names',
  why: 'wadm 0.21 refuses the manifest (validation.rs rule 25): the lattice keeps each under `<application>-<name>`, and two of them would overwrite each other for ever.',
  bad: linked('store'),
  good: linked('blobs'),
  check({ app, document }, say) {
    const first = new Map<string, ConfigProperty>()
    for (const config of wasmLinks(app).flatMap(configsOf)) {
      if (config.properties === undefined) continue
      const before = first.get(config.name)
      if (before === undefined) first.set(config.name, config)
      // an alias gives one configuration to two links: wadm counts it twice all the same
      else {
        say({
          message: `another link has a configuration \`${config.name}\` already`,
          span: document.at(config, 'name'),
          ...(before !== config && {
            related: [{ span: document.at(before, 'name'), message: `\`${config.name}\` is first defined here` }],
          }),
          help: 'choose another name; where both should have the same values, give one of them no `properties` of its own',
        })
      }
    }
  },
}

/** wadm reads the deprecated lists only where the new form is absent (wadm-types `LinkProperty`). */
function configsOf({ properties: { source, target, source_config, target_config } }: WasmLink): readonly ConfigProperty[] {
  const ofTarget = typeof target === 'string' ? target_config : target.config
  return [...((source === undefined ? source_config : source.config) ?? []), ...(ofTarget ?? [])]
}
