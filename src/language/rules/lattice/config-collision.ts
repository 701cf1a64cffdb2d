import type { LatticeRule } from '../rule.js'
import { collisions } from './collisions.js'
import { clashes, namesOf } from './named-data.js'
import { application, component, documents } from './snippets.js'

const config = (name: string): string => `        config:\n          - name: ${name}\n            properties:\n              size: "1"\n`

/** Named configuration has one owner and one content (wadm 0.21 scaler/convert.rs). */
export const configCollision: LatticeRule = {
  code: 'lattice/config-collision',
  severity: 'error',
  scope: 'lattice',
  summary: 'configuration that is stored under one name is given once',
  why: 'wadm 0.21 stores configuration as `<application>-<name>`, in lower case with `_` for whatever is not a letter or digit and without the component’s name. Of two with one name the last one stored counts for both, and removing either application removes it for both. ConfigMaps have the names that the manifest gives them.',
  bad: documents(
    application('my-app', component('capability', 'http', config('limits'))),
    application('my_app', component('capability', 'grpc', config('limits'))),
  ),
  good: documents(
    application('my-app', component('capability', 'http', config('limits'))),
    application('shop', component('capability', 'grpc', config('limits'))),
  ),
  claims: (own) => namesOf(own, 'config').map(({ key }) => key),
  check(lattice, say) {
    for (const collision of collisions(namesOf(lattice, 'config')).filter(clashes)) {
      const { claim, span, first, firstSpan } = collision
      say({
        message: `configuration \`${claim.need.name}\` of \`${claim.node.id}\` is stored under the name of another, \`${claim.need.key}\``,
        span,
        related: [{ span: firstSpan, message: `\`${first.node.id}\` stores it too` }],
        help: 'rename one of them',
      })
    }
  },
}
