import type { EcsDraft } from '../ecs-draft.js'
import { placementOf } from './placement-of.js'
import { withPlacement } from './with-placement.js'

/** Adds to each unit where its tasks may run. */
export function addPlacement(draft: EcsDraft): void {
  for (const [at, unit] of draft.units.entries()) {
    const workload = draft.workloads.get(unit.id)
    if (workload?.kind === 'container') draft.units[at] = withPlacement(unit, placementOf(draft, workload))
  }
}
