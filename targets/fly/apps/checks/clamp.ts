import type { Probe } from '../../../../src/plan/plan.js'
import { duration } from '../duration.js'
import type { FlyDraft } from '../fly-draft.js'

/** Names of the times of a probe, as manifests have them. */
const times = { initialDelay: 'initialDelaySeconds', period: 'periodSeconds', timeout: 'timeoutSeconds' } as const

/** Gives a time of a probe within bounds, in milliseconds, and says what it was where that changed it. */
export function clamped(draft: FlyDraft, probe: Probe, key: keyof typeof times, least: number, most: number): number {
  return clampedTo(draft, probe, key, probe[key], least, most)
}

/** The same for a value that a probe's own is only a part of. */
export function clampedTo(draft: FlyDraft, probe: Probe, key: keyof typeof times, value: number, least: number, most: number): number {
  const result = Math.min(Math.max(value, least), most)
  if (result !== value)
    draft.context.fault(
      {
        code: 'target/rounded',
        severity: 'info',
        message: `Fly.io takes from ${duration(least)} to ${duration(most)} here: \`${times[key]}\` becomes ${duration(result)} instead of ${duration(value)}`,
      },
      probe,
      key,
    )
  return result
}
