import { traitsOf } from '../../../lattice/traits-of.js'
import { replaceScalar } from '../../edits/replace-scalar.js'
import { candidates, listWords, nearest } from '../../suggest.js'
import { components } from '../example.js'
import type { ManifestRule } from '../rule.js'

const linked = (target: string): string =>
  components(`
    - name: web
      type: webservice
      properties:
        image: ghcr.io/acme/web:1.0.0
      traits:
        - type: link
          properties:
            target:
              name: ${target}
    - name: database
      type: webservice
      properties:
        image: ghcr.io/acme/database:1.0.0
        ports:
          - port: 5432
  `)

/** The target of a link is a component of the same application (wadm 0.21 validation.rs rules 7 and 13). */
export const unknownTarget: ManifestRule = {
  code: 'link/unknown-target',
  severity: 'error',
  scope: 'manifest',
  summary: 'the target of a link is a component of the same application',
  why: 'wadm 0.21 refuses the manifest (validation.rs rules 7 and 13). A shared component of another application is named here first, by a component with `application`.',
  bad: linked('databse'),
  good: linked('database'),
  check({ app, document }, say) {
    const byName = new Map(app.spec.components.map((component) => [component.name, component]))
    for (const source of app.spec.components) {
      for (const { properties } of traitsOf(source, 'link')) {
        const { target } = properties
        const name = typeof target === 'string' ? target : target.name
        if (byName.has(name)) continue
        const span = typeof target === 'string' ? document.at(properties, 'target') : document.at(target, 'name')
        const names = [...byName.keys()]
        const near = byName.get(nearest(name, names) ?? '')
        const known = candidates(name, names)
        say({
          message: `link target \`${name}\` is not a component of application \`${app.metadata.name}\``,
          span,
          ...(near === undefined
            ? known.length > 0 && { help: `the application has ${listWords(known)}` }
            : {
                label: `did you mean \`${near.name}\`?`,
                related: [{ span: document.at(near, 'name'), message: `\`${near.name}\` is defined here` }],
                edits: [replaceScalar(span, near.name)],
              }),
        })
      }
    }
  },
}
