import { distance } from 'fastest-levenshtein'
import { replaceScalar } from '../../edits/replace-scalar.js'
import { nearest } from '../../suggest.js'
import { traitApplies, traitTypes } from '../../trait-types.js'
import { components } from '../example.js'
import type { ManifestRule } from '../rule.js'

const scaled = (type: string): string =>
  components(`
    - name: api
      type: component
      properties:
        image: ghcr.io/acme/api:1.0.0
      traits:
        - type: ${type}
          properties:
            instances: 3
  `)

/** A trait has a name that mc knows (wadm-types `TraitProperty::Custom`). */
export const unknown: ManifestRule = {
  code: 'trait/unknown',
  severity: 'warning',
  scope: 'manifest',
  summary: 'a trait has a type that mc knows',
  why: 'A trait of another type does nothing. wadm 0.21 accepts any (wadm-types `TraitProperty::Custom`), so that `spreadscalar` means that nothing starts; KubeVela may have a definition of its own for it.',
  bad: scaled('spreadscalar'),
  good: scaled('spreadscaler'),
  check({ app, document }, say) {
    for (const component of app.spec.components) {
      for (const trait of component.traits ?? []) {
        if (traitTypes.includes(trait.type)) continue
        const span = document.at(trait, 'type')
        // a name that fits the component is meant sooner than one that does not
        const near = meantBy(
          trait.type,
          traitTypes.filter((type) => traitApplies(type, component)),
        )
        say({
          message: `\`${trait.type}\` is not a trait that mc knows, and does nothing`,
          span,
          ...(near === undefined
            ? { help: 'the `runtime` trait reaches the fields of one platform' }
            : { label: `did you mean \`${near}\`?`, edits: [replaceScalar(span, near)] }),
        })
      }
    }
  },
}

/** A definition of somebody's own is often named after a built-in one (`myenv`, `node-affinity`); only a slip of the keyboard is corrected. */
function meantBy(type: string, known: readonly string[]): string | undefined {
  if (type === 'linkdef') return 'link'
  const near = nearest(type, known)
  if (near === undefined || distance(type.toLowerCase(), near) > Math.max(2, Math.floor(type.length / 4))) return undefined
  return type.length - near.length > 1 && type.includes(near) ? undefined : near
}
