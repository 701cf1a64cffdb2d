import { isWasm } from '../../is-wasm.js'
import { components } from '../example.js'
import type { ManifestRule } from '../rule.js'

/** `<application>-<component>` fits into a DNS label (RFC 1123, Kubernetes "Object Names and IDs"). */
export const longName: ManifestRule = {
  code: 'schema/long-name',
  severity: 'warning',
  scope: 'manifest',
  summary: 'the names of application and component together have at most 63 characters',
  why: 'Containers reach each other as `<application>-<component>`, and a DNS label has at most 63 characters (RFC 1123; Kubernetes, "Object Names and IDs").',
  bad: components(`
    - name: a-worker-whose-name-tells-the-whole-story-of-what-it-does-and-why
      type: worker
      properties:
        image: ghcr.io/acme/worker:1.0.0
  `),
  good: components(`
    - name: worker
      type: worker
      properties:
        image: ghcr.io/acme/worker:1.0.0
  `),
  check({ app, document }, say) {
    for (const component of app.spec.components) {
      if (isWasm(component)) continue
      const { length } = `${app.metadata.name}-${component.name}`
      if (length <= 63) continue
      say({
        message: `\`${app.metadata.name}-${component.name}\` has ${length} characters, and a DNS name has at most 63`,
        span: document.at(component, 'name'),
        help: 'choose a shorter name',
      })
    }
  },
}
