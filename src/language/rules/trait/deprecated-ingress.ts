import { traitsOf } from '../../../lattice/traits-of.js'
import { replaceScalar } from '../../edits/replace-scalar.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

const routed = (type: string): string =>
  web(
    `
    ports:
      - port: 8080
  `,
    `
    - type: ${type}
      properties:
        domain: shop.example.com
        http:
          /: 8080
  `,
  )

/** `gateway` is the present name of `ingress` (KubeVela, built-in traits). */
export const deprecatedIngress: ManifestRule = {
  code: 'trait/deprecated-ingress',
  severity: 'warning',
  scope: 'manifest',
  summary: 'routes stand in the trait `gateway`',
  why: '`ingress` is its old name, which KubeVela no longer has among its built-in traits.',
  bad: routed('ingress'),
  good: routed('gateway'),
  check({ app, document }, say) {
    for (const component of app.spec.components) {
      for (const trait of traitsOf(component, 'ingress')) {
        const span = document.at(trait, 'type')
        say({ message: '`ingress` is the old name of `gateway`', span, label: 'write `gateway`', edits: [replaceScalar(span, 'gateway')] })
      }
    }
  },
}
