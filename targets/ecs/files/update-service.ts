import type { UpdateServiceRequest } from '@aws-sdk/client-ecs'
import type { Service, Wire } from '../resources/kinds.js'

/**
 * Gives the request by which a service that is there becomes what it would be if it were made now (ECS API, UpdateService, which cannot change the launch type, the strategy and tags).
 * The number of copies is left alone where scaling decides it.
 */
export function updateService(service: Service, isScaled: boolean): Wire<UpdateServiceRequest> {
  const {
    serviceName,
    desiredCount,
    launchType: _type,
    schedulingStrategy: _strategy,
    role: _role,
    clientToken: _token,
    tags: _tags,
    ...rest
  } = service
  return { cluster: service.cluster, service: serviceName, desiredCount: isScaled ? undefined : desiredCount, ...rest }
}
