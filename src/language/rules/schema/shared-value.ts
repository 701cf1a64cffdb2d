import { sharedAnnotations } from '../../../lattice/is-shared.js'
import { replaceScalar } from '../../edits/replace-scalar.js'
import { components } from '../example.js'
import type { ManifestRule } from '../rule.js'

const good = components(`
    - name: cache
      type: worker
      properties:
        image: ghcr.io/acme/cache:1.0.0
`)
const withShared = (value: string): string =>
  good.replace('name: shop\n', `name: shop\n  annotations:\n    experimental.wasmcloud.dev/shared: ${value}\n`)

/** The annotation that shares an application is exactly `true` or `false` (wadm-types `Manifest::shared`). */
export const sharedValue: ManifestRule = {
  code: 'schema/shared-value',
  severity: 'warning',
  scope: 'manifest',
  summary: 'the shared annotation is exactly `true` or `false`',
  why: 'wadm 0.21 reads it by Rust’s `bool::from_str` (wadm-types `Manifest::shared`): `True`, `yes` or a space in front mean not shared.',
  bad: withShared('"yes"'),
  good: withShared('"true"'),
  check({ app, document }, say) {
    const { annotations } = app.metadata
    for (const key of sharedAnnotations) {
      const value = annotations?.[key]
      if (annotations === undefined || value === undefined || value === 'true' || value === 'false') continue
      const isYes = /^(true|yes|on|y|1)$/i.test(value.trim())
      const span = document.at(annotations, key)
      say({
        message: `\`${value}\` does not share the application`,
        span,
        ...(isYes ? { label: 'did you mean `"true"`?', edits: [replaceScalar(span, 'true')] } : { help: 'write `"true"` or `"false"`' }),
      })
    }
  },
}
