import type { ContainerWorkload } from '../../../src/plan/plan.js'
import type { EcsDraft } from './ecs-draft.js'
import { registryOf } from './network/registry.js'
import { reportExternal } from './placement/report-external.js'
import { reportDevelopment } from './report-leftovers.js'
import { reportExposure } from './routes/report-exposure.js'
import { reportHealth } from './routes/report-health.js'
import { targetGroupsOf } from './routes/target-groups.js'
import { scalingOf } from './scaling/scaling.js'
import { retriesOf } from './schedule/retries.js'
import { runTask } from './schedule/run-task.js'
import { scheduleOf } from './schedule/schedule.js'
import { serviceOf } from './service/service.js'
import { reportMachineNeeds } from './size/report-machine-needs.js'
import { taskDefinition } from './task/task-definition.js'

/** Adds what ECS runs of a container workload: a service, a run to the end, or a schedule of runs. */
export function addContainerWorkload(draft: EcsDraft, workload: ContainerWorkload): void {
  const { id, application, work } = workload
  reportMachineNeeds(draft, workload)
  reportExternal(draft, workload)
  reportDevelopment(draft, workload)
  const task = taskDefinition(draft, workload)
  const unit = {
    id,
    application,
    folder: draft.folderOf(application, id),
    name: draft.nameOf(id),
    task,
    needs: workload.needs.map((need) => need.id),
  }
  if (work === 'task' || work === 'cron') {
    const retries = retriesOf(draft, workload)
    const how = work === 'task' ? { run: runTask(draft, workload, task), retries } : { schedule: scheduleOf(draft, workload, task) }
    draft.units.push({ ...unit, ...how, targetGroups: [] })
    return
  }
  reportExposure(draft, workload)
  const registry = registryOf(draft, workload)
  const targetGroups = targetGroupsOf(draft, workload, task)
  reportHealth(draft, workload, targetGroups)
  const scaling = scalingOf(draft, workload, task, targetGroups)
  draft.units.push({
    ...unit,
    service: serviceOf(draft, workload, task, { registry, targetGroups }),
    ...(registry && { registry }),
    ...(scaling && { scaling }),
    targetGroups,
  })
}
