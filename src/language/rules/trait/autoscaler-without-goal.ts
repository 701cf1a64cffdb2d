import { traitsOf } from '../../../lattice/traits-of.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

const scaled = (goal: string): string =>
  web(
    '',
    `
    - type: autoscaler
      properties:
        min: 2
        max: 5
        ${goal}
  `,
  )

/** An autoscaler has a goal (mc, autoscaler; Kubernetes, HorizontalPodAutoscaler `metrics`). */
export const autoscalerWithoutGoal: ManifestRule = {
  code: 'trait/autoscaler-without-goal',
  severity: 'error',
  scope: 'manifest',
  summary: 'an `autoscaler` follows `cpu`, `memory` or `concurrency`',
  why: 'Without a goal nothing tells it when to scale, and the component stays at its `min`.',
  bad: scaled(''),
  good: scaled('concurrency: 50'),
  check({ app, document }, say) {
    for (const component of app.spec.components) {
      for (const trait of traitsOf(component, 'autoscaler')) {
        const { cpu, memory, concurrency } = trait.properties ?? {}
        if (cpu !== undefined || memory !== undefined || concurrency !== undefined) continue
        say({
          message: `the autoscaler of \`${component.name}\` has nothing to follow`,
          span: document.at(trait, 'type'),
          help: 'add `cpu`, `memory` or `concurrency`',
        })
      }
    }
  },
}
