import { traitsOf } from '../../../lattice/traits-of.js'
import { replaceScalar } from '../../edits/replace-scalar.js'
import { listWords, nearest } from '../../suggest.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

const patched = (target: string): string =>
  web(
    '',
    `
    - type: runtime
      properties:
        ${target}:
          - kind: service
            patch:
              init: true
  `,
  )

/** The trait `runtime` patches targets that there are (mc, targets). */
export const runtimeTarget: ManifestRule = {
  code: 'trait/runtime-target',
  severity: 'error',
  scope: 'manifest',
  summary: 'the trait `runtime` names targets by their names',
  why: 'A patch for a target that does not exist would never be applied, and nobody would say so.',
  bad: patched('compse'),
  good: patched('compose'),
  check({ app, document }, say) {
    for (const component of app.spec.components) {
      for (const { properties } of traitsOf(component, 'runtime')) {
        for (const target of Object.keys(properties)) {
          if (targets.includes(target)) continue
          const span = document.at(properties, target, 'key')
          const near = nearest(target, targets)
          say({
            message: `\`${target}\` is no target of mc`,
            span,
            ...(near === undefined
              ? { help: `targets are ${listWords(targets)}` }
              : { label: `did you mean \`${near}\`?`, edits: [replaceScalar(span, near)] }),
          })
        }
      }
    }
  },
}

/** Rules know no targets, only how they are called. */
const targets: readonly string[] = ['compose', 'helm', 'kubernetes', 'ecs', 'fly', 'aci', 'aca', 'cloudrun', 'cpln']
