import { canonicalJson } from '../print/canonical-json.js'
import { sha256 } from '../print/sha256.js'
import type { Decision } from './decision.js'

/**
 * Gives the id of a decision; `contents` are those of the versions that the request names.
 * Consent (`yes`) is no part of it, so that acting can be held to what was explained without.
 */
export function decisionId(
  { request, objections, warnings, components, degraded, affected }: Omit<Decision, 'id' | 'records'>,
  contents: readonly string[],
): string {
  const { yes: _, ...asked } = request
  const others = objections.filter(({ code }) => code !== 'lifecycle/degrades')
  return sha256(canonicalJson([asked, others, warnings, components, degraded, affected, contents])).slice(0, 12)
}
