import type { Unit } from '../ecs-draft.js'
import type { Placement } from './placement-of.js'

/** Gives a unit whose tasks run where the placement says, however they are started. */
export function withPlacement(unit: Unit, placement: Placement): Unit {
  const { placementConstraints, placementStrategy } = placement
  if (placementConstraints === undefined && placementStrategy === undefined) return unit
  const { service, run, schedule } = unit
  const parameters = schedule?.Target?.EcsParameters
  return {
    ...unit,
    ...(service && { service: { ...service, ...placement } }),
    ...(run && { run: { ...run, ...placement } }),
    ...(schedule &&
      parameters && {
        schedule: {
          ...schedule,
          Target: {
            ...schedule.Target,
            EcsParameters: { ...parameters, PlacementConstraints: placementConstraints, PlacementStrategy: placementStrategy },
          },
        },
      }),
  }
}
