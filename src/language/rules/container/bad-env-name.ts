import { variablesOf } from '../../container/variables-of.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

const withEnv = (name: string): string =>
  web(`
    env:
      - name: ${name}
        value: "1"
  `)

/** The name of a variable can be one (POSIX.1-2017, "Environment Variables"; Kubernetes, EnvVar `name`). */
export const badEnvName: ManifestRule = {
  code: 'container/bad-env-name',
  severity: 'error',
  scope: 'manifest',
  summary: 'the name of an environment variable is not empty and has no `=` and no NUL',
  why: 'The environment of a process is a list of `name=value`, each ended by NUL (POSIX.1-2017, "Environment Variables"), so that no platform can pass such a name.',
  bad: withEnv('"MODE=fast"'),
  good: withEnv('MODE'),
  check({ app, document }, say) {
    for (const { name, place } of app.spec.components.flatMap(variablesOf)) {
      const fault =
        name === ''
          ? 'the name of this variable is empty'
          : name.includes('=')
            ? `the name \`${name}\` of this variable has a \`=\``
            : name.includes('\0')
              ? 'the name of this variable has a NUL'
              : undefined
      if (fault !== undefined)
        say({ message: fault, span: document.at(place.parent, place.key, place.part), help: 'the value stands in `value`' })
    }
  },
}
