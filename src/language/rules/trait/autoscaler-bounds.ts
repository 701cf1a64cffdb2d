import { traitsOf } from '../../../lattice/traits-of.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

const scaled = (min: number): string =>
  web(
    '',
    `
    - type: autoscaler
      properties:
        min: ${min}
        max: 5
        concurrency: 50
  `,
  )

/** The bounds of an autoscaler leave room for a number (Kubernetes, HorizontalPodAutoscaler `minReplicas`, `maxReplicas`). */
export const autoscalerBounds: ManifestRule = {
  code: 'trait/autoscaler-bounds',
  severity: 'error',
  scope: 'manifest',
  summary: 'the `min` of an autoscaler is at most its `max`, and at least 1 where it follows CPU or memory',
  why: 'Kubernetes refuses other bounds (HorizontalPodAutoscaler, `minReplicas` and `maxReplicas`): where nothing runs there is no use of CPU that could call for more.',
  bad: scaled(8),
  good: scaled(2),
  check({ app, document }, say) {
    for (const component of app.spec.components) {
      for (const trait of traitsOf(component, 'autoscaler', 'hpa', 'cpuscaler')) {
        const { properties = {} } = trait
        const { min = 1, max = 10 } = properties
        const followsLoad =
          trait.type !== 'autoscaler' ||
          (trait.properties?.concurrency === undefined && (trait.properties?.cpu !== undefined || trait.properties?.memory !== undefined))
        if (min > max) {
          const key = properties.min === undefined ? 'max' : 'min'
          say({
            message: `\`${component.name}\` cannot run at least ${min} and at most ${max} times`,
            span: document.at(properties, key),
            ...(properties.min === undefined || properties.max === undefined
              ? { help: `\`${key === 'min' ? 'max' : 'min'}\` is ${key === 'min' ? max : min} where it is not given` }
              : {}),
          })
        } else if (min === 0 && followsLoad)
          say({
            message: `\`${component.name}\` cannot be scaled to nothing by its use of CPU or memory`,
            span: document.at(properties, 'min'),
            help: 'set `min` to 1 or more, or scale by `concurrency`',
          })
      }
    }
  },
}
