import type { Artifact } from '../../target.js'
import type { EcsDraft, Unit } from '../resources/ecs-draft.js'
import { requestFile } from './request-file.js'

/** Gives the files for the AWS CLI: a folder for each unit. */
export function emitFiles(draft: EcsDraft): readonly Artifact[] {
  return draft.units.flatMap(filesOf)
}

function filesOf({ folder, task, service, run, schedule, scaling }: Unit): readonly Artifact[] {
  return [
    requestFile(`${folder}/taskdef.json`, 'RegisterTaskDefinitionRequest', task),
    ...(service ? [requestFile(`${folder}/service.json`, 'CreateServiceRequest', service)] : []),
    ...(scaling
      ? [
          requestFile(`${folder}/scalable-target.json`, 'RegisterScalableTargetRequest', scaling.target),
          ...scaling.policies.map((policy) =>
            requestFile(`${folder}/scaling-policy-${policy.PolicyName}.json`, 'PutScalingPolicyRequest', policy),
          ),
        ]
      : []),
    ...(run ? [requestFile(`${folder}/run-task.json`, 'RunTaskRequest', run)] : []),
    ...(schedule ? [requestFile(`${folder}/schedule.json`, 'CreateScheduleInput', schedule)] : []),
  ]
}
