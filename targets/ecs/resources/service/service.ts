import type { ContainerWorkload } from '../../../../src/plan/plan.js'
import type { EcsDraft } from '../ecs-draft.js'
import type { Service } from '../kinds.js'

/** Gives the service of a workload (ECS API, CreateService). */
export function serviceOf(draft: EcsDraft, workload: ContainerWorkload): Service {
  const name = draft.nameOf(workload.id)
  return { serviceName: name, taskDefinition: name, desiredCount: workload.replicas ?? 1, launchType: 'FARGATE' }
}
