import { replaceScalar } from '../../edits/replace-scalar.js'
import { candidates, listWords, nearest } from '../../suggest.js'
import { components } from '../example.js'
import type { ManifestRule } from '../rule.js'

const pair = (name: string): string =>
  components(`
    - name: database
      type: worker
      properties:
        image: ghcr.io/acme/database:1.0.0
    - name: web
      type: worker
      dependsOn: [${name}]
      properties:
        image: ghcr.io/acme/web:1.0.0
  `)

/** `dependsOn` names other components of the application (KubeVela, "Component dependencies"). */
export const unknownDependency: ManifestRule = {
  code: 'schema/unknown-dependency',
  severity: 'error',
  scope: 'manifest',
  summary: '`dependsOn` names other components of the same application',
  why: 'A component that waits for one that does not exist, or for itself, never starts (KubeVela, "Component dependencies").',
  bad: pair('databse'),
  good: pair('database'),
  check({ app, document }, say) {
    const names = app.spec.components.map(({ name }) => name)
    const known = new Set(names)
    for (const { name: own, dependsOn = [] } of app.spec.components) {
      for (const [index, name] of dependsOn.entries()) {
        if (known.has(name) && name !== own) continue
        const span = document.at(dependsOn, index)
        const others = names.filter((other) => other !== own)
        const near = nearest(name, others)
        say({
          message:
            name === own
              ? `component \`${own}\` waits for itself`
              : `\`${name}\` is not a component of application \`${app.metadata.name}\``,
          span,
          ...(name !== own && near !== undefined
            ? { label: `did you mean \`${near}\`?`, edits: [replaceScalar(span, near)] }
            : others.length > 0 && {
                help: `it may wait for ${listWords(candidates(name, others).length > 0 ? candidates(name, others) : others.slice(0, 3))}`,
              }),
        })
      }
    }
  },
}
