import type { Document } from '../../document.js'
import { components } from '../example.js'
import type { ManifestRule, Say } from '../rule.js'

const stored = (second: string): string =>
  components(`
    - name: orders
      type: spin
      properties:
        image: ghcr.io/acme/orders:1.0.0
        runtimeConfig:
          keyValueStores:
            - name: default
              type: spin
            - name: ${second}
              type: spin
  `)

/** Stores, and the options of one, have different names (SpinKube, SpinApp `runtimeConfig`). */
export const duplicateStore: ManifestRule = {
  code: 'spin/duplicate-store',
  severity: 'error',
  scope: 'manifest',
  summary: 'stores of one kind have different names in `runtimeConfig`, and so have the options of a store',
  why: 'Each is one table of a TOML file, and each option one key of it beside `type`; SpinKube refuses a store that is defined twice.',
  bad: stored('default'),
  good: stored('sessions'),
  check({ app, document }, say) {
    for (const component of app.spec.components) {
      if (component.type !== 'spin') continue
      const { keyValueStores = [], sqliteDatabases = [], llmCompute } = component.properties.runtimeConfig ?? {}
      for (const stores of [keyValueStores, sqliteDatabases]) distinct(document, stores, 'a store', say)
      for (const { options = [] } of [...keyValueStores, ...sqliteDatabases, ...(llmCompute ? [llmCompute] : [])]) {
        distinct(document, options, 'an option', say)
        for (const option of options)
          if (option.name === 'type')
            say({ message: '`type` is no option, but stands beside `options`', span: document.at(option, 'name'), help: 'remove it here' })
      }
    }
  },
}

function distinct(document: Document, entries: readonly { readonly name: string }[], what: string, say: Say): void {
  const first = new Map<string, object>()
  for (const entry of entries) {
    const before = first.get(entry.name)
    if (before === undefined) first.set(entry.name, entry)
    else
      say({
        message: `\`${entry.name}\` is the name of ${what} before`,
        span: document.at(entry, 'name'),
        ...(before !== entry && { related: [{ span: document.at(before, 'name'), message: 'it has the name first' }] }),
        help: 'rename or remove one of them',
      })
  }
}
