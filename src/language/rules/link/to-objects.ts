import { components } from '../example.js'
import type { LatticeRule } from '../rule.js'

const linked = (type: string, properties: string): string =>
  components(`
    - name: cache
      type: ${type}
      properties: ${properties}
    - name: web
      type: worker
      properties:
        image: ghcr.io/acme/web:1.0.0
      traits:
        - type: link
          properties:
            target:
              name: cache
  `)

/** A link leads to something that runs (mc, links between containers). */
export const toObjects: LatticeRule = {
  code: 'link/to-objects',
  severity: 'error',
  scope: 'lattice',
  summary: 'a link leads to a component that runs, not to objects of Kubernetes',
  why: 'Objects that are written as they are have no address that mc could know.',
  bad: linked('k8s-objects', '{objects: [{apiVersion: v1, kind: ConfigMap}]}'),
  good: linked('webservice', '{image: "redis:7", ports: [{port: 6379}]}'),
  check({ edges, nodes }, say) {
    for (const { from, resolved, link } of edges) {
      const target = nodes.get(resolved)
      const document = nodes.get(from)?.manifest.document
      if (link === undefined || document === undefined || target?.kind !== 'objects') continue
      const { properties } = link
      say({
        message: `\`${target.name}\` is objects of Kubernetes, to which no link can lead`,
        span: typeof properties.target === 'string' ? document.at(properties, 'target') : document.at(properties.target, 'name'),
        related: [{ span: target.manifest.document.at(target.component, 'type'), message: 'it is declared here' }],
        help: 'link to the component that they serve, or name what they offer in `env`',
      })
    }
  },
}
