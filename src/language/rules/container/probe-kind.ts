import { probesOf } from '../../container/probes-of.js'
import { isContainer } from '../../is-container.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

/** A probe checks in one way (KubeVela `#HealthProbe`; Kubernetes, Probe). */
export const probeKind: ManifestRule = {
  code: 'container/probe-kind',
  severity: 'error',
  scope: 'manifest',
  summary: 'a probe has exactly one of `exec`, `httpGet`, `tcpSocket` and `grpc`',
  why: 'Kubernetes refuses a probe with none or several ("must specify a handler type", "may not specify more than 1 handler type"), and KubeVela says the same (`#HealthProbe`).',
  bad: web(`
    livenessProbe:
      periodSeconds: 5
  `),
  good: web(`
    livenessProbe:
      tcpSocket:
        port: 8080
      periodSeconds: 5
  `),
  check({ app, document }, say) {
    for (const component of app.spec.components.filter(isContainer)) {
      for (const { kind, probe, place } of probesOf(component)) {
        const ways = (['exec', 'httpGet', 'tcpSocket', 'grpc'] as const).filter((way) => probe[way] !== undefined)
        const [, second] = ways
        if (ways.length === 0) {
          say({
            message: `\`${kind}\` does not say how to check`,
            span: document.at(place.parent, place.key, 'key'),
            help: 'add one of `exec`, `httpGet`, `tcpSocket` and `grpc`',
          })
        } else if (second !== undefined) {
          say({
            message: `\`${kind}\` checks in several ways: ${ways.map((way) => `\`${way}\``).join(', ')}`,
            span: document.at(probe, second, 'key'),
            help: 'keep one of them',
          })
        }
      }
    }
  },
}
