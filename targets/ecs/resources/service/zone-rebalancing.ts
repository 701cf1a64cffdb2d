import type { Service } from '../kinds.js'

/**
 * Gives whether ECS moves copies until every zone has as many (ECS API, AvailabilityZoneRebalancing): not where no more than all may run, where machines are chosen by their zone, or copies are spread over something else
 * before zones (ECS developer guide, Availability Zone rebalancing). It is always said, because a request to update means something else by nothing.
 */
export function zoneRebalancing(
  service: Pick<Service, 'deploymentConfiguration' | 'placementConstraints' | 'placementStrategy'>,
): Service['availabilityZoneRebalancing'] {
  const { deploymentConfiguration, placementConstraints = [], placementStrategy = [] } = service
  const [first] = placementStrategy
  const isFree =
    (deploymentConfiguration?.maximumPercent ?? 200) > 100 &&
    (first === undefined || (first.type === 'spread' && first.field === zone)) &&
    !placementConstraints.some(({ expression }) => expression?.includes(zone))
  return isFree ? 'ENABLED' : 'DISABLED'
}

const zone = 'attribute:ecs.availability-zone'
