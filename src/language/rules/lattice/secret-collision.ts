import type { LatticeRule } from '../rule.js'
import { collisions } from './collisions.js'
import { clashes, namesOf } from './named-data.js'
import { application, component } from './snippets.js'

const secret = (name: string, key: string): string =>
  `        secrets:\n          - name: ${name}\n            properties:\n              policy: vault\n              key: ${key}\n`
const policies =
  '  policies:\n    - name: vault\n      type: policy.secret.wasmcloud.dev/v1alpha1\n      properties:\n        backend: vault\n'

/** A secret's name has one owner and one source (wadm 0.21 scaler/convert.rs). */
export const secretCollision: LatticeRule = {
  code: 'lattice/secret-collision',
  severity: 'error',
  scope: 'lattice',
  summary: 'a secret that is stored under one name is given once',
  why: 'wadm 0.21 stores the reference to a secret as `SECRET_<application>-<name>`, in lower case with `_` for whatever is not a letter or digit and without the component’s name. Of two with one name the last one stored counts for both, so that a component may be handed the wrong secret.',
  bad:
    application(
      'shop',
      component('capability', 'database', secret('password', 'db/password')),
      component('capability', 'mailer', secret('password', 'mail/password')),
    ) + policies,
  good:
    application(
      'shop',
      component('capability', 'database', secret('password', 'db/password')),
      component('capability', 'mailer', secret('mail-password', 'mail/password')),
    ) + policies,
  claims: (own) => namesOf(own, 'secret').map(({ key }) => key),
  check(lattice, say) {
    for (const collision of collisions(namesOf(lattice, 'secret')).filter(clashes)) {
      const { claim, span, first, firstSpan } = collision
      say({
        message: `secret \`${claim.need.name}\` of \`${claim.node.id}\` is stored under the name of another, \`${claim.need.key}\``,
        span,
        related: [{ span: firstSpan, message: `\`${first.node.id}\` stores it too` }],
        help: 'rename one of them',
      })
    }
  },
}
