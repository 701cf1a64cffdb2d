import { connectionPrefix } from '../../connection-prefix.js'
import { containerLinks } from '../../container-links.js'
import { components } from '../example.js'
import type { ManifestRule } from '../rule.js'

const linked = (name: string): string =>
  components(`
    - name: cache
      type: webservice
      properties:
        image: ghcr.io/acme/cache:1.0.0
        ports:
          - port: 6379
    - name: web
      type: worker
      properties:
        image: ghcr.io/acme/web:1.0.0
      traits:
        - type: link
          properties:
            name: hot-data
            target:
              name: cache
        - type: link
          properties:
            name: ${name}
            target:
              name: cache
  `)

/** Links of one container give different variables (mc, links between containers). */
export const connectionNameCollision: ManifestRule = {
  code: 'container/connection-name-collision',
  severity: 'error',
  scope: 'manifest',
  summary: 'names of links of one container differ by more than case and punctuation',
  why: 'A link puts `CONNECTION_<LINK>_HOST` and the like into its source, with the name in capitals and `_` for other characters; of two links with one variable one could not be reached. A link without a name is called by its target.',
  bad: linked('hot_data'),
  good: linked('cold-data'),
  check({ app, document }, say) {
    const first = new Map<string, object>()
    for (const { source, name, properties } of containerLinks(app)) {
      const prefix = connectionPrefix(name)
      const before = first.get(`${source.name}\0${prefix}`)
      if (before === undefined) first.set(`${source.name}\0${prefix}`, properties)
      else {
        say({
          message: `two links of \`${source.name}\` set the variables \`${prefix}…\``,
          span: document.at(properties, properties.name === undefined ? 'target' : 'name'),
          ...(before !== properties && {
            related: [
              { span: document.at(before, Object.hasOwn(before, 'name') ? 'name' : 'target'), message: 'the first link stands here' },
            ],
          }),
          help: 'give the link another `name`',
        })
      }
    }
  },
}
