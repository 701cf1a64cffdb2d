import { distance } from 'fastest-levenshtein'
import { sharedAnnotations } from '../../../lattice/is-shared.js'
import { replaceScalar } from '../../edits/replace-scalar.js'
import { components } from '../example.js'
import type { ManifestRule } from '../rule.js'

const good = components(`
    - name: web
      type: webservice
      properties:
        image: ghcr.io/acme/web:1.0.0
`)
const withKey = (key: string): string => good.replace('name: shop\n', `name: shop\n  annotations:\n    ${key}: "1.0.0"\n`)

/** Annotations that have a meaning are spelt as they are known (wadm-types `VERSION_ANNOTATION_KEY`, `SHARED_ANNOTATION_KEY`, `DESCRIPTION_ANNOTATION_KEY`). */
export const misspeltAnnotation: ManifestRule = {
  code: 'schema/misspelt-annotation',
  severity: 'warning',
  scope: 'manifest',
  summary: 'an annotation is not nearly, but not quite, one that has a meaning',
  why: 'Any annotation is allowed, so nobody else will say that `verison` is no version and `experimental.wasmcloud.dev/share` shares nothing (wadm-types, annotation keys).',
  bad: withKey('verison'),
  good: withKey('version'),
  check({ app, document }, say) {
    const { annotations } = app.metadata
    if (annotations === undefined) return
    for (const key of Object.keys(annotations)) {
      const meant = known.find((name) => name !== key && !Object.hasOwn(annotations, name) && isSlip(key, name))
      if (meant === undefined || known.includes(key)) continue
      const span = document.at(annotations, key, 'key')
      say({
        message: `\`${key}\` is an annotation without a meaning`,
        span,
        label: `did you mean \`${meant}\`?`,
        edits: [replaceScalar(span, meant)],
      })
    }
  },
}

const known: readonly string[] = ['version', 'description', ...sharedAnnotations]

/** One slip, or two letters that changed places; a longer name leaves room for more. */
function isSlip(key: string, name: string): boolean {
  const steps = distance(key.toLowerCase(), name)
  const isSwapped = steps === 2 && [...key.toLowerCase()].sort().join('') === [...name].sort().join('')
  return steps <= (name.includes('/') ? 4 : 1) || isSwapped
}
