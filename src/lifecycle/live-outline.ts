import type { ApplicationRecord, Outline } from '../generated/lattice-record.js'
import { liveOf } from './live.js'

/** Gives what others can see of what lives of an application, its weak children among it; nothing where nothing lives. Claims may be too many: they are known of whole versions only. */
export function liveOutline(record: ApplicationRecord): Outline | undefined {
  const live = [...liveOf(record).values()]
  if (live.length === 0) return undefined
  const outlines = [...new Set(live.flatMap(({ from }) => from?.outline ?? []))]
  return {
    shared: outlines.some(({ shared }) => shared),
    components: live.flatMap(({ outline }) => outline ?? []),
    claims: [...new Set(outlines.flatMap(({ claims }) => claims))],
  }
}
