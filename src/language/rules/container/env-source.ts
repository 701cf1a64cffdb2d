import type { Component, EnvVarSource } from '../../../generated/application.js'
import { containersOf } from '../../container/containers-of.js'
import { isContainer } from '../../is-container.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

/** A variable has one source of its value (Kubernetes, EnvVar; SpinKube, SpinVar). */
export const envSource: ManifestRule = {
  code: 'container/env-source',
  severity: 'error',
  scope: 'manifest',
  summary: 'a variable has either a `value` or one source in `valueFrom`',
  why: 'Kubernetes refuses both, several and none (EnvVar, `valueFrom`: "may not be specified when `value` is not empty", "may not have more than one field specified").',
  bad: web(`
    env:
      - name: PASSWORD
        value: ""
        valueFrom:
          secretKeyRef:
            name: web
            key: password
  `),
  good: web(`
    env:
      - name: PASSWORD
        valueFrom:
          secretKeyRef:
            name: web
            key: password
  `),
  check({ app, document }, say) {
    for (const variable of app.spec.components.flatMap(sourcedOf)) {
      const { name, value, valueFrom } = variable
      if (valueFrom === undefined) continue
      const [first, second] = Object.keys(valueFrom)
      if (value !== undefined)
        say({
          message: `\`${name}\` has both \`value\` and \`valueFrom\``,
          span: document.at(variable, 'valueFrom', 'key'),
          help: 'remove one of them',
        })
      else if (first === undefined)
        say({
          message: `\`valueFrom\` of \`${name}\` names no source`,
          span: document.at(variable, 'valueFrom', 'key'),
          help: 'add `secretKeyRef` or `configMapKeyRef`',
        })
      else if (second !== undefined)
        say({
          message: `\`${name}\` has several sources`,
          span: document.at(valueFrom, second, 'key'),
          related: [{ span: document.at(valueFrom, first, 'key'), message: 'the first one stands here' }],
          help: 'keep one of them',
        })
    }
  },
}

interface Sourced {
  readonly name: string
  readonly value?: string
  readonly valueFrom?: EnvVarSource
}

function sourcedOf(component: Component): Sourced[] {
  if (isContainer(component)) return containersOf(component).flatMap(({ settings }) => settings.env ?? [])
  if (component.type !== 'spin') return []
  const { variables = [], runtimeConfig: { keyValueStores = [], sqliteDatabases = [], llmCompute } = {} } = component.properties
  return [
    ...variables,
    ...[...keyValueStores, ...sqliteDatabases, ...(llmCompute ? [llmCompute] : [])].flatMap(({ options = [] }) => options),
  ]
}
