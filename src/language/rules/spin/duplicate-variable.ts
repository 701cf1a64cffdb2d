import { components } from '../example.js'
import type { ManifestRule } from '../rule.js'

const withVariables = (second: string): string =>
  components(`
    - name: orders
      type: spin
      properties:
        image: ghcr.io/acme/orders:1.0.0
        variables:
          - name: mode
            value: fast
          - name: ${second}
            value: safe
  `)

/** A Spin application has one variable of a name (SpinKube, SpinApp `variables`). */
export const duplicateVariable: ManifestRule = {
  code: 'spin/duplicate-variable',
  severity: 'warning',
  scope: 'manifest',
  summary: 'variables of one Spin application have different names',
  why: 'Only one value arrives: they become environment variables, of which Kubernetes keeps the last (SpinKube, SpinApp `variables`).',
  bad: withVariables('mode'),
  good: withVariables('fallback'),
  check({ app, document }, say) {
    for (const component of app.spec.components) {
      if (component.type !== 'spin') continue
      const last = new Map<string, object>()
      for (const variable of component.properties.variables ?? []) {
        const before = last.get(variable.name)
        last.set(variable.name, variable)
        if (before === undefined) continue
        say({
          message: `\`${variable.name}\` is set again, and only this value counts`,
          span: document.at(variable, 'name'),
          ...(before !== variable && { related: [{ span: document.at(before, 'name'), message: 'it is set before here' }] }),
          help: 'remove one of them',
        })
      }
    }
  },
}
