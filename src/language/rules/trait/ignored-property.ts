import { traitsOf } from '../../../lattice/traits-of.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

const started = (key: string): string =>
  web(
    '',
    `
    - type: init-container
      properties:
        name: prepare
        image: ghcr.io/acme/prepare:1.0.0
        ${key}: [prepare, --all]
        appMountPath: /work
        initMountPath: /work
  `,
  )

/** A trait has no property that belongs to another one (KubeVela `init-container`, `expose`). */
export const ignoredProperty: ManifestRule = {
  code: 'trait/ignored-property',
  severity: 'warning',
  scope: 'manifest',
  summary: 'an `init-container` has `cmd` and no `command`, and `expose` has no `http`',
  why: 'Real manifests have them, and KubeVela drops them without a word (`init-container` and `expose`, parameters): the container runs what its image says, and nothing is routed.',
  bad: started('command'),
  good: started('cmd'),
  check({ app, document }, say) {
    for (const component of app.spec.components) {
      for (const { properties } of traitsOf(component, 'init-container')) {
        if (properties.command !== undefined)
          say({
            message: 'nothing reads `command` in an `init-container`',
            span: document.at(properties, 'command', 'key'),
            label: 'did you mean `cmd`?',
          })
      }
      for (const { properties } of traitsOf(component, 'expose')) {
        if (properties?.http !== undefined)
          say({
            message: 'nothing reads `http` in `expose`',
            span: document.at(properties, 'http', 'key'),
            help: 'routes stand in the trait `gateway`',
          })
      }
    }
  },
}
