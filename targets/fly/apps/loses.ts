import { type Feature, features } from '../../../src/plan/features.js'
import type { FlyDraft } from './fly-draft.js'

/** Says that this use of a feature is lost, in part or as a whole, of which Fly.io has the rest. */
export function loses({ context }: FlyDraft, feature: Feature, object: object, key: string | number | undefined, effect: string): void {
  context.fault(
    { code: 'target/unsupported', severity: 'warning', message: `fly supports ${features[feature]} only in part: ${effect}` },
    object,
    key,
  )
}

/** Says that Fly.io cannot run this use of a feature, of which it has the rest. */
export function refuses({ context }: FlyDraft, feature: Feature, object: object, key: string | number | undefined, reason: string): void {
  context.fault({ code: 'target/refused', severity: 'error', message: `fly cannot run ${features[feature]}: ${reason}` }, object, key)
}
