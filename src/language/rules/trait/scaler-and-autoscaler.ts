import { traitsOf } from '../../../lattice/traits-of.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

const autoscaler = `
    - type: autoscaler
      properties:
        min: 2
        max: 5
        concurrency: 50
`

/** Replicas are a fixed number or follow the load (Kubernetes, HorizontalPodAutoscaler). */
export const scalerAndAutoscaler: ManifestRule = {
  code: 'trait/scaler-and-autoscaler',
  severity: 'warning',
  scope: 'manifest',
  summary: 'a component has a `scaler` or an autoscaler, and not both',
  why: 'The fixed number would be set again with every deployment, against the autoscaler (Kubernetes, HorizontalPodAutoscaler: leave `replicas` out), so it does not count.',
  bad: web(
    '',
    `${autoscaler}
    - type: scaler
      properties:
        replicas: 3
  `,
  ),
  good: web('', autoscaler),
  check({ app, document }, say) {
    for (const component of app.spec.components) {
      const [automatic] = traitsOf(component, 'autoscaler', 'hpa', 'cpuscaler')
      const [fixed] = traitsOf(component, 'scaler')
      if (automatic === undefined || fixed === undefined) continue
      say({
        message: `the trait \`scaler\` of \`${component.name}\` does not count beside \`${automatic.type}\``,
        span: document.at(fixed, 'type'),
        related: [{ span: document.at(automatic, 'type'), message: 'this decides on the number of replicas' }],
        help: 'remove one of them; `min` is the number to begin with',
      })
    }
  },
}
