import { portsOf } from '../../container/ports-of.js'
import { probesOf } from '../../container/probes-of.js'
import { isContainer } from '../../is-container.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

const probed = (port: number): string =>
  web(`
    ports:
      - port: 80
        containerPort: 8080
    livenessProbe:
      tcpSocket:
        port: ${port}
  `)

/** A probe knocks at a port that the component declares, where it declares any (Kubernetes, "Configure Probes"). */
export const probePort: ManifestRule = {
  code: 'container/probe-port',
  severity: 'warning',
  scope: 'manifest',
  summary: 'a probe uses a port on which the container is said to listen',
  why: 'A probe goes to the container itself and not through its service, so the number is that of `containerPort`. A port that is not declared may be open all the same.',
  bad: probed(80),
  good: probed(8080),
  check({ app, document }, say) {
    for (const component of app.spec.components.filter(isContainer)) {
      const ports = portsOf(component)
      if (ports.length === 0) continue
      const { properties } = component
      // a sidecar has ports of its own that nothing declares
      for (const { probe, place } of probesOf(component).filter(({ place }) => place.parent === properties)) {
        for (const action of [probe.httpGet, probe.tcpSocket, probe.grpc]) {
          if (typeof action?.port !== 'number' || ports.some(({ containerPort }) => containerPort === action.port)) continue
          const behind = ports.find(({ port }) => port === action.port)
          say({
            message: `\`${String(place.key)}\` uses the port ${action.port}, on which \`${component.name}\` is not said to listen`,
            span: document.at(action, 'port'),
            ...(behind !== undefined
              ? {
                  label: `did you mean ${behind.containerPort}?`,
                  related: [
                    {
                      span: document.at(behind.place.parent, behind.place.key),
                      message: `${behind.port} stands in front of ${behind.containerPort}`,
                    },
                  ],
                }
              : { help: `it declares ${ports.map(({ containerPort }) => containerPort).join(', ')}` }),
          })
        }
      }
    }
  },
}
