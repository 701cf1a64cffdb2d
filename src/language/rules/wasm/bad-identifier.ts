import { isWasm } from '../../is-wasm.js'
import { components } from '../example.js'
import type { ManifestRule } from '../rule.js'

const withId = (id: string): string =>
  components(`
    - name: store
      type: capability
      properties:
        image: ghcr.io/acme/store:1.0.0
        id: ${id}
  `)

/** An explicit identifier can be a part of a NATS subject (NATS, "Subject-Based Messaging"; wasmCloud 1.9, RPC subjects). */
export const badIdentifier: ManifestRule = {
  code: 'wasm/bad-identifier',
  severity: 'warning',
  scope: 'manifest',
  summary: 'an `id` has letters, digits, `-` and `_` only',
  why: 'wadm 0.21 takes any text, but calls go to NATS subjects with the identifier in them, where `.`, `*`, `>` and spaces mean something else, and no call arrives.',
  bad: withId('key value'),
  good: withId('key-value'),
  check({ app, document }, say) {
    for (const { properties } of app.spec.components.filter(isWasm)) {
      const { id } = properties
      if (id === undefined || /^[A-Za-z0-9_-]+$/.test(id)) continue
      say({
        message: id === '' ? 'the identifier is empty' : `calls cannot reach the identifier \`${id}\``,
        span: document.at(properties, 'id'),
        help: 'use letters, digits, `-` and `_`, or leave `id` out',
      })
    }
  },
}
