import type { ContainerWorkload, Schedule } from '../../../../src/plan/plan.js'
import type { EcsDraft } from '../ecs-draft.js'

/** Reports what EventBridge Scheduler does otherwise than a CronJob: it starts runs, and looks at none that goes on or has ended. */
export function reportSchedule({ context }: EcsDraft, workload: ContainerWorkload, schedule: Schedule): void {
  const { concurrencyPolicy, startingDeadline } = schedule
  if (concurrencyPolicy !== undefined && concurrencyPolicy !== 'Allow')
    context.fault(
      {
        code: 'target/runs-overlap',
        severity: 'warning',
        message: `EventBridge Scheduler starts a run although the one before goes on: \`concurrencyPolicy: ${concurrencyPolicy}\` has no effect`,
        help: 'let the task itself take a lock, or leave more time between runs',
      },
      schedule,
      'concurrencyPolicy',
    )
  if (startingDeadline !== undefined && (startingDeadline < 60_000 || startingDeadline > 86_400_000))
    context.fault(
      {
        code: 'target/rounded',
        severity: 'info',
        message: `a run that could not start is tried again for ${startingDeadline < 60_000 ? 'a minute' : 'a day'}, not for ${startingDeadline / 1000} seconds (EventBridge Scheduler, \`MaximumEventAgeInSeconds\`: 60 to 86400)`,
      },
      schedule,
      'startingDeadline',
    )
  for (const key of ['successfulJobsHistoryLimit', 'failedJobsHistoryLimit'] as const)
    if (schedule[key] !== undefined)
      context.fault(
        {
          code: 'target/no-effect',
          severity: 'info',
          message: `ECS forgets a task an hour after it has stopped, whatever \`${key}\` says; its logs stay`,
        },
        schedule,
        key,
      )
  if (workload.task?.backoffLimit !== undefined)
    context.unsupported('task-limits', workload.task, 'backoffLimit', 'nothing starts a run again that has failed, before its next time')
}
