import { traitsOf } from '../../../lattice/traits-of.js'
import { portsOf } from '../../container/ports-of.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

const routed = (port: number): string =>
  web(
    `
    ports:
      - port: 8080
  `,
    `
    - type: gateway
      properties:
        domain: shop.example.com
        http:
          /: ${port}
  `,
  )

/** A gateway leads to a port that the component declares, where it declares any (KubeVela `gateway`, `http`). */
export const gatewayPort: ManifestRule = {
  code: 'trait/gateway-port',
  severity: 'warning',
  scope: 'manifest',
  summary: 'a route leads to a port that the component declares',
  why: 'Requests would go to a port at which nobody is said to listen (KubeVela `gateway`: the number is that of the container). A port that is not declared may be open all the same.',
  bad: routed(80),
  good: routed(8080),
  check({ app, document }, say) {
    for (const component of app.spec.components) {
      const ports = portsOf(component)
      if (ports.length === 0) continue
      for (const { properties } of traitsOf(component, 'gateway', 'ingress')) {
        if (properties.existingServiceName !== undefined) continue
        for (const [path, number] of Object.entries(properties.http)) {
          if (ports.some(({ port, containerPort }) => port === number || containerPort === number)) continue
          say({
            message: `the route \`${path}\` leads to the port ${number}, on which \`${component.name}\` is not said to listen`,
            span: document.at(properties.http, path),
            help:
              component.type === 'spin' ? 'a Spin application listens on 80' : `it declares ${ports.map(({ port }) => port).join(', ')}`,
          })
        }
      }
    }
  },
}
