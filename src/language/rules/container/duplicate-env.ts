import type { EnvVar } from '../../../generated/application.js'
import { containersOf } from '../../container/containers-of.js'
import { isContainer } from '../../is-container.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

const withEnv = (second: string): string =>
  web(`
    env:
      - name: MODE
        value: fast
      - name: ${second}
        value: safe
  `)

/** A container has one variable of a name (Kubernetes, Container `env`). */
export const duplicateEnv: ManifestRule = {
  code: 'container/duplicate-env',
  severity: 'warning',
  scope: 'manifest',
  summary: 'environment variables of one container have different names',
  why: 'Kubernetes keeps the last of one name without a word (Container, `env`).',
  bad: withEnv('MODE'),
  good: withEnv('FALLBACK'),
  check({ app, document }, say) {
    for (const component of app.spec.components.filter(isContainer)) {
      for (const { settings } of containersOf(component)) {
        const last = new Map<string, EnvVar>()
        for (const variable of settings.env ?? []) {
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
    }
  },
}
