import { replaceScalar } from '../../edits/replace-scalar.js'
import { components } from '../example.js'
import type { ManifestRule } from '../rule.js'

const good = components(`
    - name: web
      type: webservice
      properties:
        image: ghcr.io/acme/web:1.0.0
`)

/** An application says that it is one (OAM v1beta1, `kind`). */
export const wrongKind: ManifestRule = {
  code: 'schema/wrong-kind',
  severity: 'warning',
  scope: 'manifest',
  summary: '`kind` is `Application`',
  why: 'wadm 0.21 never looks at the value, but Kubernetes and every tool that sorts documents by kind do. mc reads a near miss that has components all the same.',
  bad: good.replace('kind: Application', 'kind: application'),
  good,
  check({ app, document }, say) {
    if (app.kind === 'Application') return
    const span = document.at(app, 'kind')
    say({
      message: `\`kind\` is \`${app.kind}\``,
      span,
      label: 'mc reads it as `Application`',
      edits: [replaceScalar(span, 'Application')],
    })
  },
}
