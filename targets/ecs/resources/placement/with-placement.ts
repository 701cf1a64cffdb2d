import type { Unit } from '../ecs-draft.js'
import type { Service } from '../kinds.js'
import { zoneRebalancing } from '../service/zone-rebalancing.js'
import type { Placement } from './placement-of.js'

/** Gives a unit whose tasks run where the placement says, however they are started. */
export function withPlacement(unit: Unit, placement: Placement): Unit {
  const { placementConstraints, placementStrategy } = placement
  if (placementConstraints === undefined && placementStrategy === undefined) return unit
  const { service, run, schedule } = unit
  const parameters = schedule?.Target?.EcsParameters
  return {
    ...unit,
    ...(service && { service: placed({ ...service, ...placement }) }),
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

/** Whether copies move to other zones depends on where they may run. */
function placed(service: Service): Service {
  return service.availabilityZoneRebalancing === undefined ? service : { ...service, availabilityZoneRebalancing: zoneRebalancing(service) }
}
