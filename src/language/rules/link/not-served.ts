import { httpServersOf } from '../../../lattice/http-servers.js'
import type { Lattice, Node } from '../../../lattice/lattice.js'
import { isWasm } from '../../is-wasm.js'
import { linkEnds } from '../../link-ends.js'
import { referenceOf } from '../../reference-of.js'
import { components } from '../example.js'
import type { LatticeRule } from '../rule.js'

const served = (server: string): string =>
  components(`
    - name: greeter
      type: component
      properties:
        image: ghcr.io/acme/greeter:1.0.0
      traits:
        - type: spreadscaler
          properties:
            instances: 1
    - name: web
      type: worker
      properties:
        image: ghcr.io/acme/web:1.0.0
      traits:
        - type: link
          properties:
            target:
              name: greeter
${server}`)

/** A WebAssembly component that a container or a Spin application is linked to is served over HTTP (mc, links between containers and wasmCloud). */
export const notServed: LatticeRule = {
  code: 'link/not-served',
  severity: 'error',
  scope: 'lattice',
  summary: 'a WebAssembly component that a container or a Spin application links to is served by an HTTP server',
  why: 'A component listens nowhere by itself. The address that the source gets is the one at which an HTTP server provider answers for the component, by a link from the provider.',
  bad: served(''),
  good: served(`
    - name: http
      type: capability
      properties:
        image: wasmcloud+builtin://http-server
      traits:
        - type: link
          properties:
            target:
              name: greeter
            namespace: wasi
            package: http
            interfaces: [incoming-handler]
            source:
              config:
                - name: address
                  properties:
                    address: 0.0.0.0:8080
`),
  claims: servedElsewhere,
  check(lattice, say) {
    for (const { document, properties, source, to, target, targetDocument } of linkEnds(lattice)) {
      if (isWasm(source) || !isWasm(target) || httpServersOf(lattice, to).length > 0) continue
      const said = properties.target
      say({
        message: `no HTTP server answers for \`${target.name}\`, so \`${source.name}\` cannot reach it`,
        span: typeof said === 'string' ? document.at(properties, 'target') : document.at(said, 'name'),
        related: [{ span: targetDocument.at(target, 'name'), message: `\`${target.name}\` is defined here` }],
        help: `add a capability such as \`wasmcloud+builtin://http-server\`, and link it to \`${target.name}\` by \`namespace: wasi\`, \`package: http\`, \`interfaces: [incoming-handler]\`, with an \`address\` in \`source.config\``,
      })
    }
  },
}

/** A server for a shared component may stand in another application than the one that asks for it: every provider that links to a reference. `link/unknown-port` looks for the same servers. */
function servedElsewhere({ nodes, edges }: Lattice): string[] {
  return edges.flatMap(({ from, to }) => {
    const reference = nodes.get(from)?.kind === 'capability' ? referenceTo(nodes.get(to)) : undefined
    return reference === undefined ? [] : [`${reference.name}/${reference.component}`]
  })
}

function referenceTo(node: Node | undefined) {
  return node && referenceOf(node.component)
}
