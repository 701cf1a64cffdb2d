import { traitsOf } from '../../../lattice/traits-of.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

const stopping = (handler: string): string =>
  web(
    '',
    `
    - type: lifecycle
      properties:
        preStop: ${handler}
  `,
  )

/** What runs after the start or before the stop is one thing (KubeVela `lifecycle`; Kubernetes, LifecycleHandler). */
export const lifecycleHandler: ManifestRule = {
  code: 'container/lifecycle-handler',
  severity: 'error',
  scope: 'manifest',
  summary: '`postStart` and `preStop` have exactly one of `exec`, `httpGet` and `tcpSocket`',
  why: 'Kubernetes refuses a handler with none or several (Container, `lifecycle`: "must specify a handler type", "may not specify more than 1 handler type").',
  bad: stopping('{}'),
  good: stopping('{exec: {command: [web, drain]}}'),
  check({ app, document }, say) {
    for (const component of app.spec.components) {
      for (const { properties = {} } of traitsOf(component, 'lifecycle')) {
        for (const key of ['postStart', 'preStop'] as const) {
          const handler = properties[key]
          const ways = (['exec', 'httpGet', 'tcpSocket'] as const).filter((way) => handler?.[way] !== undefined)
          if (handler === undefined || ways.length === 1) continue
          const message =
            ways.length === 0
              ? `\`${key}\` does not say what to do`
              : `\`${key}\` does several things: ${ways.map((way) => `\`${way}\``).join(', ')}`
          say({ message, span: document.at(properties, key, 'key'), help: 'give it one of `exec`, `httpGet` and `tcpSocket`' })
        }
      }
    }
  },
}
