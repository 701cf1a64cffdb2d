import { httpServersOf } from '../../../lattice/http-servers.js'
import { portsOf } from '../../container/ports-of.js'
import { replaceScalar } from '../../edits/replace-scalar.js'
import { isWasm } from '../../is-wasm.js'
import { linkEnds } from '../../link-ends.js'
import { nearest } from '../../suggest.js'
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
              port: ${port}
  `)

/** The port of a link is one that its target declares (mc, links between containers). */
export const unknownPort: LatticeRule = {
  code: 'link/unknown-port',
  severity: 'error',
  scope: 'lattice',
  summary: 'the `target.port` of a link is a port that the target declares',
  why: 'The source would get an address at which nobody listens.',
  bad: linked('mqqt'),
  good: linked('mqtt'),
  check(lattice, say) {
    for (const { document, properties, to, target, targetDocument } of linkEnds(lattice)) {
      const said = properties.target
      if (typeof said === 'string' || said.port === undefined) continue
      // whoever links to a Wasm component reaches it where HTTP servers answer for it
      const ports = isWasm(target) ? httpServersOf(lattice, to).map(({ port }) => servedPort(port)) : portsOf(target)
      if (ports.some(({ name, port, containerPort }) => [name, port, containerPort].includes(said.port ?? ''))) continue
      const span = document.at(said, 'port')
      const near =
        typeof said.port === 'string'
          ? nearest(
              said.port,
              ports.map(({ name }) => name),
            )
          : undefined
      say({
        message:
          isWasm(target) && ports.length === 0
            ? `\`${target.name}\` is no container and has no ports`
            : `\`${target.name}\` has no port \`${said.port}\``,
        span,
        ...(near === undefined
          ? {
              help:
                ports.length === 0
                  ? isWasm(target)
                    ? 'an HTTP server that is linked to it gives it an address'
                    : `declare the port in \`ports\` of \`${target.name}\``
                  : `it has ${ports.map(({ name, port, isNamed }) => (isNamed ? `\`${name}\` (${port})` : String(port))).join(', ')}`,
            }
          : { label: `did you mean \`${near}\`?`, edits: [replaceScalar(span, near)] }),
        related: [{ span: targetDocument.at(target, 'name'), message: `\`${target.name}\` is defined here` }],
      })
    }
  },
}

function servedPort(port: number) {
  return { name: `http-${port}`, port, containerPort: port, isNamed: true }
}
