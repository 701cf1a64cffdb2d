import type { ContainerWorkload } from '../../../../src/plan/plan.js'
import type { EcsDraft } from '../ecs-draft.js'
import type { TaskDefinition } from '../kinds.js'
import { containerDefinition } from './container-definition.js'

/** Gives the task definition of a workload (ECS API, RegisterTaskDefinition). */
export function taskDefinition(draft: EcsDraft, workload: ContainerWorkload): TaskDefinition {
  return {
    family: draft.nameOf(workload.id),
    requiresCompatibilities: ['FARGATE'],
    networkMode: 'awsvpc',
    cpu: '256',
    memory: '512',
    containerDefinitions: [containerDefinition(draft, workload, workload.main)],
  }
}
