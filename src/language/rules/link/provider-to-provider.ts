import { wasmLinks } from '../../wasm-links.js'
import { components } from '../example.js'
import type { ManifestRule } from '../rule.js'

const linked = (type: string, traits = ''): string =>
  components(`
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
    - name: api
      type: ${type}
      properties:
        image: ghcr.io/acme/api:1.0.0
${traits}`)

/** A link has a component at one end at least (wadm 0.21 scaler/convert.rs). */
export const providerToProvider: ManifestRule = {
  code: 'link/provider-to-provider',
  severity: 'warning',
  scope: 'manifest',
  summary: 'a link leads from or to a WebAssembly component',
  why: 'wadm 0.21 accepts a link between two capability providers, and drops it at deployment with a line in its log (scaler/convert.rs).',
  bad: linked('capability'),
  good: linked(
    'component',
    `
      traits:
        - type: spreadscaler
          properties:
            instances: 1
`,
  ),
  check({ app, document }, say) {
    for (const { source, target, properties } of wasmLinks(app)) {
      if (source.type !== 'capability' || target?.type !== 'capability') continue
      say({
        message: `\`${source.name}\` and \`${target.name}\` are both capability providers, and wadm drops the link between them`,
        span: document.at(properties, 'target'),
        help: 'link both to a component between them',
      })
    }
  },
}
