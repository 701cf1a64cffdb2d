import { portsOf } from '../../container/ports-of.js'
import { linkEnds } from '../../link-ends.js'
import { components } from '../example.js'
import type { LatticeRule } from '../rule.js'

const linked = (port: string): string =>
  components(`
    - name: broker
      type: webservice
      properties:
        image: ghcr.io/acme/broker:1.0.0
        ports:
          - port: 1883
            name: mqtt
          - port: 9001
            name: websocket
    - name: web
      type: worker
      properties:
        image: ghcr.io/acme/web:1.0.0
      traits:
        - type: link
          properties:
            target:
              name: broker
              ${port}
  `)

/** A link to a component with several ports says which one it means, by `target.port` or by its own name (mc, links between containers). */
export const ambiguousPort: LatticeRule = {
  code: 'link/ambiguous-port',
  severity: 'error',
  scope: 'lattice',
  summary: 'a link to a container with several ports names one of them in `target.port`, or has the name of one itself',
  why: 'The source gets one address, and the order of a list is no answer: another port in front would lead every link elsewhere.',
  bad: linked(''),
  good: linked('port: mqtt'),
  check(lattice, say) {
    for (const { document, properties, name: targetName, target, targetDocument } of linkEnds(lattice)) {
      const said = properties.target
      if (typeof said !== 'string' && said.port !== undefined) continue
      const ports = portsOf(target)
      const linkName = properties.name ?? targetName
      if (ports.length < 2 || ports.some(({ name, isNamed }) => isNamed && name === linkName)) continue
      say({
        message: `\`${targetName}\` has ${ports.length} ports, and the link does not say which one it means`,
        span: typeof said === 'string' ? document.at(properties, 'target') : document.at(said, 'name'),
        related: [{ span: targetDocument.at(target, 'name'), message: `\`${target.name}\` is defined here` }],
        help: `add \`port\` to the target: ${ports.map(({ name, port, isNamed }) => (isNamed ? `\`${name}\` (${port})` : String(port))).join(', ')}`,
      })
    }
  },
}
