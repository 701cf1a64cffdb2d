import { probesOf } from '../../container/probes-of.js'
import { isContainer } from '../../is-container.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

const probed = (threshold: string): string =>
  web(`
    livenessProbe:
      tcpSocket:
        port: 8080
      ${threshold}
  `)

/** Thresholds and times of a probe fit its kind (Kubernetes, Probe). */
export const probeTiming: ManifestRule = {
  code: 'container/probe-timing',
  severity: 'error',
  scope: 'manifest',
  summary: '`successThreshold` of a liveness or startup probe is 1, and a readiness probe has no `terminationGracePeriodSeconds`',
  why: 'Kubernetes refuses anything else (Probe, `successThreshold` and `terminationGracePeriodSeconds`): a container lives again after one success, and a readiness probe ends nothing.',
  bad: probed('successThreshold: 2'),
  good: probed('failureThreshold: 2'),
  check({ app, document }, say) {
    for (const component of app.spec.components.filter(isContainer)) {
      for (const { kind, probe } of probesOf(component)) {
        if (kind === 'readinessProbe') {
          if (probe.terminationGracePeriodSeconds === undefined) continue
          say({
            message: 'a readiness probe ends no container, so it has no `terminationGracePeriodSeconds`',
            span: document.at(probe, 'terminationGracePeriodSeconds', 'key'),
            help: 'remove it',
          })
        } else if (probe.successThreshold !== undefined && probe.successThreshold !== 1) {
          say({
            message: `the \`successThreshold\` of \`${kind}\` is ${probe.successThreshold}, and must be 1`,
            span: document.at(probe, 'successThreshold'),
            help: 'only a readiness probe may ask for more',
          })
        }
      }
    }
  },
}
