import { components } from '../example.js'
import type { ManifestRule } from '../rule.js'

const configured = (more: string): string =>
  components(`
    - name: orders
      type: spin
      properties:
        image: ghcr.io/acme/orders:1.0.0
        runtimeConfig:
          loadFromSecret: orders-runtime
          ${more}
  `)

/** A runtime configuration comes from a secret as a whole, or is written down (SpinKube, SpinApp `runtimeConfig`). */
export const ignoredRuntimeConfig: ManifestRule = {
  code: 'spin/ignored-runtime-config',
  severity: 'warning',
  scope: 'manifest',
  summary: '`loadFromSecret` stands alone in `runtimeConfig`',
  why: 'SpinKube leaves the other keys aside where it is given (SpinApp, `runtimeConfig.loadFromSecret`).',
  bad: configured(`keyValueStores:
            - name: default
              type: redis`),
  good: configured(''),
  check({ app, document }, say) {
    for (const component of app.spec.components) {
      if (component.type !== 'spin') continue
      const { runtimeConfig } = component.properties
      if (runtimeConfig?.loadFromSecret === undefined) continue
      for (const key of ['keyValueStores', 'sqliteDatabases', 'llmCompute'] as const) {
        if (runtimeConfig[key] === undefined) continue
        say({
          message: `\`${key}\` does not count beside \`loadFromSecret\``,
          span: document.at(runtimeConfig, key, 'key'),
          related: [{ span: document.at(runtimeConfig, 'loadFromSecret', 'key'), message: 'the secret takes its place' }],
          help: 'move it to the secret, or remove `loadFromSecret`',
        })
      }
    }
  },
}
