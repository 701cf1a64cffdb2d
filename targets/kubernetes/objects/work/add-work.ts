import type { ContainerWorkload } from '../../../../src/plan/plan.js'
import type { ObjectDraft } from '../object-draft.js'
import { kindOf } from './claim-templates.js'
import { addCronJob } from './cron-job.js'
import { addDaemonSet } from './daemon-set.js'
import { addDeployment } from './deployment.js'
import { addJob } from './job.js'
import { reportStorage } from './report-storage.js'
import { addStatefulSet } from './stateful-set.js'

/** Adds the object that runs the containers of a workload. */
export function addWork(draft: ObjectDraft, workload: ContainerWorkload): void {
  reportStorage(draft, workload)
  adders[kindOf(draft, workload)](draft, workload)
}

const adders = {
  Deployment: addDeployment,
  StatefulSet: addStatefulSet,
  DaemonSet: addDaemonSet,
  Job: addJob,
  CronJob: addCronJob,
}
