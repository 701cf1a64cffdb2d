import { traitsOf } from '../../../lattice/traits-of.js'
import { components } from '../example.js'
import type { ManifestRule } from '../rule.js'

const spread = (second: string): string =>
  components(`
    - name: api
      type: component
      properties:
        image: ghcr.io/acme/api:1.0.0
      traits:
        - type: spreadscaler
          properties:
            instances: 4
            spread:
              - name: east
                requirements:
                  region: east
              - name: ${second}
                requirements:
                  region: west
  `)

/** The groups of a spread have different names (wadm 0.21 scaler/spreadscaler/mod.rs). */
export const duplicateSpread: ManifestRule = {
  code: 'wasm/duplicate-spread',
  severity: 'warning',
  scope: 'manifest',
  summary: 'the groups of a `spread` have different names',
  why: 'wadm 0.21 counts what runs by the name of the group (scaler/spreadscaler/mod.rs, `wasmcloud.dev/spread_name`), so that groups of one name count each other’s instances.',
  bad: spread('east'),
  good: spread('west'),
  check({ app, document }, say) {
    for (const component of app.spec.components) {
      for (const { properties } of traitsOf(component, 'spreadscaler', 'daemonscaler')) {
        const first = new Map<string, object>()
        for (const group of properties.spread ?? []) {
          const before = first.get(group.name)
          if (before === undefined) first.set(group.name, group)
          else {
            say({
              message: `the spread has a group \`${group.name}\` already`,
              span: document.at(group, 'name'),
              related: [{ span: document.at(before, 'name'), message: `\`${group.name}\` is first defined here` }],
            })
          }
        }
      }
    }
  },
}
