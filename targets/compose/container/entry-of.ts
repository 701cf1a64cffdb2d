import { fingerprint } from '../../fingerprint.js'
import type { Draft } from '../draft.js'
import { entryName } from '../names.js'

/**
 * Gives the key of a volume, secret or configuration: `parts` joined by dots, as `entryName` has it. Where that is the key of something else already,
 * it has a fingerprint. `what` tells apart things with the same parts.
 */
export function entryOf(
  { entries }: Draft,
  kind: 'volumes' | 'configs' | 'secrets',
  what: 'claim' | 'scratch' | 'file' | 'variable',
  ...parts: readonly string[]
): string {
  const name = entryName(...parts)
  const identity = JSON.stringify([what, ...parts])
  const owner = entries.get(`${kind} ${name}`)
  if (owner === undefined) entries.set(`${kind} ${name}`, identity)
  return owner === undefined || owner === identity ? name : `${name}-${fingerprint(identity)}`
}
