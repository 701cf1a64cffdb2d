import { variablesOf } from '../../container/variables-of.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

const withEnv = (name: string): string =>
  web(`
    env:
      - name: ${name}
        value: "1"
  `)

/** The name of a variable is one that shells can read (POSIX.1-2017, "Name"; Kubernetes, EnvVar `name`). */
export const oddEnvName: ManifestRule = {
  code: 'container/odd-env-name',
  severity: 'warning',
  scope: 'manifest',
  summary: 'the name of an environment variable has letters, digits and `_`, and does not begin with a digit',
  why: 'Shells drop other names (POSIX.1-2017, "Name"), and Kubernetes before 1.30 refuses most of them (EnvVar, `name`).',
  bad: withEnv('2ND MODE'),
  good: withEnv('SECOND_MODE'),
  check({ app, document }, say) {
    for (const { name, place } of app.spec.components.flatMap(variablesOf)) {
      // worse names are errors
      if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) || name === '' || /[=\0]/.test(name)) continue
      say({
        message: `a shell cannot read the variable \`${name}\``,
        span: document.at(place.parent, place.key, place.part),
        help: 'use letters, digits and `_`, and begin with a letter',
      })
    }
  },
}
