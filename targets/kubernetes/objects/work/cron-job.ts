import type { ContainerWorkload } from '../../../../src/plan/plan.js'
import { secondsOf } from '../../../seconds.js'
import type { ObjectDraft } from '../object-draft.js'
import { jobSpec } from './job.js'

/**
 * Within how many seconds a run may still start that could not start in time, where the manifest does not say: an hour. Without a bound, a CronJob
 * that has missed 100 runs never runs again (Kubernetes, CronJob limitations); in an hour at most 60 are missed.
 */
const latestStart = 3600

/** Adds the CronJob of a task that runs by the clock (Kubernetes API, batch/v1); values that are Kubernetes' own defaults are left out. */
export function addCronJob(draft: ObjectDraft, workload: ContainerWorkload): void {
  const { schedule } = workload
  if (schedule === undefined) throw new RangeError(`the plan has no schedule of ${workload.id}`)
  const { cron, timeZone, suspend, concurrencyPolicy, startingDeadline, successfulJobsHistoryLimit, failedJobsHistoryLimit } = schedule
  draft.add(workload, {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: draft.nameOf(workload.id), ...draft.textsOf(workload) },
    spec: {
      schedule: cron,
      timeZone,
      suspend: suspend ? true : undefined,
      concurrencyPolicy: concurrencyPolicy === 'Allow' ? undefined : concurrencyPolicy,
      startingDeadlineSeconds: secondsOf(startingDeadline) ?? latestStart,
      successfulJobsHistoryLimit: successfulJobsHistoryLimit === 3 ? undefined : successfulJobsHistoryLimit,
      failedJobsHistoryLimit: failedJobsHistoryLimit === 1 ? undefined : failedJobsHistoryLimit,
      jobTemplate: { spec: jobSpec(draft, workload) },
    },
  })
}
