import { components } from '../example.js'
import type { ManifestRule } from '../rule.js'

/** A component has a name from which every target can make one of its own (Kubernetes, "Object Names and IDs", DNS labels). */
export const badComponentName: ManifestRule = {
  code: 'schema/bad-component-name',
  severity: 'error',
  scope: 'manifest',
  summary: 'the name of a component has a letter or digit and no control characters',
  why: 'Every platform names what it runs by letters and digits (Kubernetes: DNS labels, RFC 1123). Other characters become `-`, but something must remain; wadm 0.21 accepts even the empty name.',
  bad: components(`
    - name: "---"
      type: worker
      properties:
        image: ghcr.io/acme/worker:1.0.0
  `),
  good: components(`
    - name: worker
      type: worker
      properties:
        image: ghcr.io/acme/worker:1.0.0
  `),
  check({ app, document }, say) {
    for (const component of app.spec.components) {
      const fault = faultOf(component.name)
      if (fault === undefined) continue
      say({ message: `the name of this component ${fault}`, span: document.at(component, 'name'), help: 'use letters, digits and `-`' })
    }
  },
}

function faultOf(name: string): string | undefined {
  if (name === '') return 'is empty'
  if (/\p{Cc}/u.test(name)) return 'has a control character'
  return /[\p{L}\p{N}]/u.test(name) ? undefined : 'has no letter or digit'
}
