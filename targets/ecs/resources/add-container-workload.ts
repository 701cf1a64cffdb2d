import type { ContainerWorkload } from '../../../src/plan/plan.js'
import type { EcsDraft } from './ecs-draft.js'
import { serviceOf } from './service/service.js'
import { reportMachineNeeds } from './size/report-machine-needs.js'
import { taskDefinition } from './task/task-definition.js'

/** Adds what ECS runs of a container workload. */
export function addContainerWorkload(draft: EcsDraft, workload: ContainerWorkload): void {
  const { id, application } = workload
  reportMachineNeeds(draft, workload)
  draft.units.push({
    id,
    application,
    folder: draft.folderOf(application, id),
    name: draft.nameOf(id),
    task: taskDefinition(draft, workload),
    service: serviceOf(draft, workload),
    targetGroups: [],
    needs: workload.needs.map((need) => need.id),
  })
}
