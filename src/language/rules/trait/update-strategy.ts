import type { Component } from '../../../generated/application.js'
import { traitsOf } from '../../../lattice/traits-of.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

const updated = (type: string): string =>
  web(
    '',
    `
    - type: k8s-update-strategy
      properties:
        strategy:
          type: ${type}
  `,
  )

/** An update strategy is one that the kind of workload has (Kubernetes, Deployment, StatefulSet and DaemonSet). */
export const updateStrategy: ManifestRule = {
  code: 'trait/update-strategy',
  severity: 'error',
  scope: 'manifest',
  summary: '`Recreate` is for `webservice` and `worker`, `OnDelete` for `statefulset` and `daemon`, and a rolling update moves',
  why: 'Kubernetes refuses a strategy that the workload does not have (Deployment `strategy`, StatefulSet and DaemonSet `updateStrategy`), and one that may neither add nor remove a replica.',
  bad: updated('OnDelete'),
  good: updated('Recreate'),
  check({ app, document }, say) {
    for (const component of app.spec.components) {
      for (const { properties } of traitsOf(component, 'k8s-update-strategy')) {
        const strategy = properties?.strategy
        const wrong = wrongFor(component)
        if (strategy === undefined || wrong === undefined) continue
        if (strategy.type === wrong) {
          say({
            message: `a \`${component.type}\` has no strategy \`${wrong}\``,
            span: document.at(strategy, 'type'),
            help: `use \`RollingUpdate\` or \`${wrong === 'OnDelete' ? 'Recreate' : 'OnDelete'}\``,
          })
        }
        const { rollingStrategy } = strategy
        if (rollingStrategy !== undefined && isZero(rollingStrategy.maxSurge) && isZero(rollingStrategy.maxUnavailable)) {
          say({
            message: 'with `maxSurge` and `maxUnavailable` both 0 no replica can be replaced',
            span: document.at(rollingStrategy, 'maxUnavailable'),
            help: 'raise one of them',
          })
        }
      }
    }
  },
}

function wrongFor({ type }: Component): 'OnDelete' | 'Recreate' | undefined {
  if (type === 'webservice' || type === 'worker') return 'OnDelete'
  return type === 'statefulset' || type === 'daemon' ? 'Recreate' : undefined
}

function isZero(amount: string | number | undefined): boolean {
  return amount !== undefined && /^0%?$/.test(String(amount))
}
