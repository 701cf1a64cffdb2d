import { hostName } from '../../service-name.js'
import type { Unit } from '../resources/ecs-draft.js'
import type { ScalingPolicy } from '../resources/kinds.js'
import type { Request } from './request-file.js'
import { updateService } from './update-service.js'

/** A request and the name of its file in the folder of the unit. */
export interface NamedRequest extends Request {
  readonly file: string
}

/** Gives the requests that a unit is made by. */
export function requestsOf({ task, service, scaling, run, undo, schedule }: Unit): readonly NamedRequest[] {
  const policies = scaling?.policies ?? []
  return [
    { file: 'taskdef.json', request: 'RegisterTaskDefinitionRequest', value: task },
    ...named('service.json', 'CreateServiceRequest', service),
    ...named('update-service.json', 'UpdateServiceRequest', service && updateService(service, scaling !== undefined)),
    ...named('scalable-target.json', 'RegisterScalableTargetRequest', scaling?.target),
    ...policies.flatMap((policy) => named(policyFile(policy), 'PutScalingPolicyRequest', policy)),
    ...named('run-task.json', 'RunTaskRequest', run),
    ...named('undo-task.json', 'RunTaskRequest', undo),
    ...named('schedule.json', 'CreateScheduleInput', schedule),
  ]
}

function named(file: string, request: Request['request'], value: object | undefined): readonly NamedRequest[] {
  return value === undefined ? [] : [{ file, request, value }]
}

/** Gives the name of a policy's file: by its metric where ECS or its load balancer measures it. */
export function policyFile({ PolicyName, TargetTrackingScalingPolicyConfiguration: tracking }: ScalingPolicy): string {
  const metric = metrics[tracking?.PredefinedMetricSpecification?.PredefinedMetricType ?? ''] ?? hostName(PolicyName ?? '')
  return `scaling-policy-${metric}.json`
}

const metrics: Readonly<Record<string, string>> = {
  ECSServiceAverageCPUUtilization: 'cpu',
  ECSServiceAverageMemoryUtilization: 'memory',
  ALBRequestCountPerTarget: 'requests',
}
