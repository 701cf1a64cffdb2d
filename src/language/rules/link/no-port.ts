import { portsOf } from '../../container/ports-of.js'
import { isWasm } from '../../is-wasm.js'
import { linkEnds } from '../../link-ends.js'
import { components } from '../example.js'
import type { LatticeRule } from '../rule.js'

const linked = (ports: string): string =>
  components(`
    - name: cache
      type: webservice
      properties:
        image: ghcr.io/acme/cache:1.0.0
        ${ports}
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

/** The target of a link between containers declares a port (mc, links between containers). */
export const noPort: LatticeRule = {
  code: 'link/no-port',
  severity: 'warning',
  scope: 'lattice',
  summary: 'the target of a link between containers declares a port',
  why: 'The source learns the host of a target without ports, but no port and no URL; for the order alone there is `dependsOn`.',
  bad: linked(''),
  good: linked('ports: [{port: 6379}]'),
  check(lattice, say) {
    for (const { document, properties, target, targetDocument } of linkEnds(lattice)) {
      if (isWasm(target) || portsOf(target).length > 0) continue
      const said = properties.target
      const sourceConfig = (properties.source === undefined ? properties.source_config : properties.source.config) ?? []
      // a port that is asked for and not there is an error
      const isAsked = sourceConfig.some((config) =>
        Object.values(config.properties ?? {}).some((value) => /\$\{target\.(port|url)\}/.test(value)),
      )
      if (isAsked || (typeof said !== 'string' && said.port !== undefined)) continue
      say({
        message:
          target.type === 'spin'
            ? `\`${target.name}\` has no HTTP trigger, so the link gives no port and no URL`
            : `\`${target.name}\` declares no ports, so the link gives no port and no URL`,
        span: typeof said === 'string' ? document.at(properties, 'target') : document.at(said, 'name'),
        related: [{ span: targetDocument.at(target, 'name'), message: `\`${target.name}\` is defined here` }],
        help: `declare the port in \`ports\` of \`${target.name}\`, or use \`dependsOn\` for the order alone`,
      })
    }
  },
}
