import type { V1JobSpec } from '@kubernetes/client-node'
import type { ContainerWorkload } from '../../../../src/plan/plan.js'
import { secondsOf } from '../../../seconds.js'
import type { Wire } from '../kinds.js'
import type { ObjectDraft } from '../object-draft.js'
import { templateOf } from './template.js'

/** Adds the Job of a task (Kubernetes API, batch/v1). What it runs cannot be changed, so the end of its name tells its specification (`nameJobs`): a change makes a new Job. */
export function addJob(draft: ObjectDraft, workload: ContainerWorkload): void {
  draft.add(workload, {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: draft.nameOf(workload.id), ...draft.textsOf(workload) },
    spec: jobSpec(draft, workload),
  })
}

/** Gives what a Job runs, of a task and of each run of a cron task; numbers that are Kubernetes' own defaults are left out. */
export function jobSpec(draft: ObjectDraft, workload: ContainerWorkload): Wire<V1JobSpec> {
  const { replicas = 1, task } = workload
  return {
    parallelism: replicas === 1 ? undefined : replicas,
    // every parallel run is one that must end well (KubeVela, task)
    completions: replicas === 1 ? undefined : replicas,
    backoffLimit: task?.backoffLimit === 6 ? undefined : task?.backoffLimit,
    activeDeadlineSeconds: secondsOf(task?.activeDeadline),
    ttlSecondsAfterFinished: secondsOf(task?.ttlAfterFinished),
    template: templateOf(draft, workload, task?.restart ?? 'Never'),
  }
}
