import { checkRequest } from '../check-request.js'
import type { Unit } from '../ecs-draft.js'

/** Gives what is wrong with the requests of a unit by the models of the AWS SDK. */
export function checkUnit({ task, service, run, schedule, scaling }: Unit): readonly string[] {
  return [
    ...checkRequest('RegisterTaskDefinitionRequest', task),
    ...(service === undefined ? [] : checkRequest('CreateServiceRequest', service)),
    ...(run === undefined ? [] : checkRequest('RunTaskRequest', run)),
    ...(schedule === undefined ? [] : checkRequest('CreateScheduleInput', schedule)),
    ...(scaling === undefined ? [] : checkRequest('RegisterScalableTargetRequest', scaling.target)),
    ...(scaling?.policies ?? []).flatMap((policy) => checkRequest('PutScalingPolicyRequest', policy)),
  ]
}
