import { wasmLinks } from '../../wasm-links.js'
import { components } from '../example.js'
import type { ManifestRule } from '../rule.js'

const linked = (interfaces: string): string =>
  components(`
    - name: http-client
      type: capability
      properties:
        image: ghcr.io/acme/http-client:1.0.0
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
              name: http-client
            namespace: wasi
            package: http
            interfaces: [${interfaces}]
  `)

/** A link between WebAssembly components is for at least one interface (wadm-types `LinkProperty`). */
export const noInterfaces: ManifestRule = {
  code: 'link/no-interfaces',
  severity: 'warning',
  scope: 'manifest',
  summary: 'the `interfaces` of a link are not an empty list',
  why: 'wadm 0.21 takes the empty list (wadm-types `LinkProperty`), and the link then connects nothing.',
  bad: linked(''),
  good: linked('outgoing-handler'),
  check({ app, document }, say) {
    for (const { properties } of wasmLinks(app)) {
      if (properties.interfaces?.length !== 0) continue
      say({
        message: 'a link without interfaces connects nothing',
        span: document.at(properties, 'interfaces'),
        help: 'name the interfaces that the source calls',
      })
    }
  },
}
