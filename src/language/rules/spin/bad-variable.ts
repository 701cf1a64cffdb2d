import { components } from '../example.js'
import type { ManifestRule } from '../rule.js'

const withVariable = (name: string): string =>
  components(`
    - name: orders
      type: spin
      properties:
        image: ghcr.io/acme/orders:1.0.0
        variables:
          - name: ${name}
            value: redis
  `)

/** The name of a Spin variable is one that Spin reads (Spin, "Application Variables"). */
export const badVariable: ManifestRule = {
  code: 'spin/bad-variable',
  severity: 'error',
  scope: 'manifest',
  summary: 'the name of a Spin variable has lower-case letters, digits and single `_`, and begins with a letter',
  why: 'Spin refuses other names ("Application Variables"), and takes the value from `SPIN_VARIABLE_<NAME>` in capitals, where others could not be told apart.',
  bad: withVariable('redis-host'),
  good: withVariable('redis_host'),
  check({ app, document }, say) {
    for (const component of app.spec.components) {
      if (component.type !== 'spin') continue
      for (const variable of component.properties.variables ?? []) {
        if (isVariable(variable.name)) continue
        const meant = variable.name
          .toLowerCase()
          .replaceAll(/[^a-z0-9]+/g, '_')
          .replaceAll(/^_+|_+$/g, '')
        say({
          message: variable.name === '' ? 'the name of this variable is empty' : `\`${variable.name}\` is no name of a Spin variable`,
          span: document.at(variable, 'name'),
          ...(isVariable(meant) ? { label: `did you mean \`${meant}\`?` } : { help: 'use lower-case letters, digits and single `_`' }),
        })
      }
    }
  },
}

function isVariable(name: string): boolean {
  return /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name)
}
