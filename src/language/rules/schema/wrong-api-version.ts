import { replaceScalar } from '../../edits/replace-scalar.js'
import { components } from '../example.js'
import type { ManifestRule } from '../rule.js'

const version = 'core.oam.dev/v1beta1'

const good = components(`
    - name: web
      type: webservice
      properties:
        image: ghcr.io/acme/web:1.0.0
`)

/** An application names the one version of the language (wadm-types `OAM_VERSION`). */
export const wrongApiVersion: ManifestRule = {
  code: 'schema/wrong-api-version',
  severity: 'warning',
  scope: 'manifest',
  summary: `\`apiVersion\` is \`${version}\``,
  why: 'wadm 0.21 never looks at the value (wadm-types `OAM_VERSION`), KubeVela refuses every other; another value shows that the file was written for something else.',
  bad: good.replace(version, 'core.oam.dev/v1alpha2'),
  good,
  check({ app, document }, say) {
    if (app.apiVersion === version) return
    const span = document.at(app, 'apiVersion')
    say({
      message: `\`apiVersion\` is \`${app.apiVersion}\``,
      span,
      label: `mc reads it as \`${version}\``,
      edits: [replaceScalar(span, version)],
    })
  },
}
