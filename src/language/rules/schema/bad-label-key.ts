import { isOamLabel } from '../../wadm/oam-label.js'
import { components } from '../example.js'
import type { ManifestRule } from '../rule.js'

const good = components(`
    - name: web
      type: webservice
      properties:
        image: ghcr.io/acme/web:1.0.0
`)
const withLabel = (key: string): string => good.replace('name: shop\n', `name: shop\n  labels:\n    ${key}: storefront\n`)

/** Keys of labels and annotations are qualified names (wadm 0.21 validation.rs rules 3 and 4; Kubernetes, "Labels and Selectors"). */
export const badLabelKey: ManifestRule = {
  code: 'schema/bad-label-key',
  severity: 'error',
  scope: 'manifest',
  summary: 'keys of labels and annotations have the form `prefix/name`, the prefix being a domain and optional',
  why: 'wadm 0.21 refuses other keys (validation.rs rules 3 and 4, `valid_oam_label`), and so does Kubernetes ("Labels and Selectors", syntax).',
  bad: withLabel('"team name"'),
  good: withLabel('acme.dev/team-name'),
  check({ app, document }, say) {
    for (const kind of ['labels', 'annotations'] as const) {
      const map = app.metadata[kind]
      for (const key of Object.keys(map ?? {})) {
        if (map === undefined || isOamLabel(key)) continue
        say({
          message: `\`${key}\` cannot be the key of ${kind === 'labels' ? 'a label' : 'an annotation'}`,
          span: document.at(map, key, 'key'),
          help: 'a name has at most 63 letters, digits, `-`, `_` and `.`, and begins and ends with a letter or digit; before it may stand a domain and `/`',
        })
      }
    }
  },
}
