import { portsOf } from '../../container/ports-of.js'
import { probesOf } from '../../container/probes-of.js'
import { replaceScalar } from '../../edits/replace-scalar.js'
import { isContainer } from '../../is-container.js'
import { listWords, nearest } from '../../suggest.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

const probed = (port: string): string =>
  web(`
    ports:
      - port: 8080
        name: http
    readinessProbe:
      httpGet:
        path: /ready
        port: ${port}
  `)

/** A port that a probe names is a port of the component (Kubernetes, "Configure Probes": named ports). */
export const probePortName: ManifestRule = {
  code: 'container/probe-port-name',
  severity: 'error',
  scope: 'manifest',
  summary: 'a probe names a port that the component declares',
  why: 'The probe could never succeed, so that the container is never ready or is restarted for ever (Kubernetes, "Configure Liveness, Readiness and Startup Probes").',
  bad: probed('htpp'),
  good: probed('http'),
  check({ app, document }, say) {
    for (const component of app.spec.components.filter(isContainer)) {
      const names = portsOf(component).map(({ name }) => name)
      for (const { probe } of probesOf(component)) {
        for (const action of [probe.httpGet, probe.tcpSocket]) {
          if (typeof action?.port !== 'string' || names.includes(action.port)) continue
          const span = document.at(action, 'port')
          const near = nearest(action.port, names)
          // a number in quotes would be looked for as a name
          const number = /^\d+$/.test(action.port) ? Number(action.port) : undefined
          say({
            message: `\`${component.name}\` has no port with the name \`${action.port}\``,
            span,
            ...(number !== undefined
              ? { label: 'a number has no quotes', edits: [{ span, text: String(number) }] }
              : near !== undefined
                ? { label: `did you mean \`${near}\`?`, edits: [replaceScalar(span, near)] }
                : {
                    help:
                      names.length === 0
                        ? 'the component declares no ports; use the number of the port'
                        : `it has ${listWords(names.slice(0, 8))}`,
                  }),
          })
        }
      }
    }
  },
}
