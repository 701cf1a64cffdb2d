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
            ${interfaces}
  `)

/** A link between WebAssembly components names the interfaces that are called (wadm-types `LinkProperty`). */
export const missingInterface: ManifestRule = {
  code: 'link/missing-interface',
  severity: 'error',
  scope: 'manifest',
  summary: 'a link between WebAssembly components has `namespace`, `package` and `interfaces`',
  why: 'wadm 0.21 cannot read the link otherwise (wadm-types `LinkProperty`, required fields; validation.rs rule 17). Links to and from containers need none of them.',
  bad: linked(''),
  good: linked('interfaces: [outgoing-handler]'),
  check({ app, document }, say) {
    for (const { properties, target } of wasmLinks(app)) {
      const missing = (['namespace', 'package', 'interfaces'] as const).filter((key) => properties[key] === undefined)
      if (missing.length === 0 || target === undefined) continue
      say({
        message: `the link to \`${target.name}\` lacks ${missing.map((key) => `\`${key}\``).join(' and ')}`,
        span: document.at(properties, 'target', 'key'),
        help: 'name the WIT interfaces that the source calls, such as `namespace: wasi`, `package: http`, `interfaces: [outgoing-handler]`',
      })
    }
  },
}
