import type { ContainerWorkload } from '../../../../src/plan/plan.js'
import { secondsOf } from '../../../seconds.js'
import type { EcsDraft, Retries } from '../ecs-draft.js'

/** Most copies that one request starts (ECS API, RunTask `count`; EventBridge Scheduler API, EcsParameters `TaskCount`); what wants more is refused. */
export const mostCopies = 10

/** Gives how often and how long a run to the end is tried by whoever starts it, because ECS itself tries nothing again; what nobody can do is reported. */
export function retriesOf({ context }: EcsDraft, workload: ContainerWorkload): Retries {
  const { task, work, replicas = 1 } = workload
  if (replicas > mostCopies)
    context.fault(
      {
        code: 'target/too-many-copies',
        severity: 'error',
        message: `ECS starts at most ${mostCopies} copies of a task at once, and this one wants ${replicas}`,
        help: `choose a \`count\` of at most ${mostCopies}, or divide the work among components`,
      },
      workload,
      'replicas',
    )
  if (task?.ttlAfterFinished !== undefined)
    context.fault(
      {
        code: 'target/no-effect',
        severity: 'info',
        message: 'ECS forgets a task an hour after it has stopped, whatever `ttlSecondsAfterFinished` says; its logs stay',
      },
      task,
      'ttlAfterFinished',
    )
  if (task?.restart === 'OnFailure')
    context.fault(
      { code: 'target/no-effect', severity: 'info', message: 'a run that fails is started anew as a task of its own, not in the same one' },
      task,
      'restart',
    )
  const deadline = secondsOf(task?.activeDeadline)
  if (work === 'cron') {
    if (task !== undefined && deadline !== undefined)
      context.unsupported(
        'task-limits',
        task,
        'activeDeadline',
        'nothing ends a run that EventBridge Scheduler has started and that takes too long',
      )
    return { tries: 1 }
  }
  if (task !== undefined && deadline !== undefined)
    context.unsupported(
      'task-limits',
      task,
      'activeDeadline',
      '`deploy.sh` ends a run that takes too long, as long as it waits for it itself',
    )
  return { tries: 1 + (task?.backoffLimit ?? 0), ...(deadline !== undefined && { deadline }) }
}
