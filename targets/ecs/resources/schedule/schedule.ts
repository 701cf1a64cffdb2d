import type { ContainerWorkload } from '../../../../src/plan/plan.js'
import { secondsOf } from '../../../seconds.js'
import { clusterName, ecsArn } from '../cluster.js'
import type { EcsDraft } from '../ecs-draft.js'
import type { Schedule, TaskDefinition } from '../kinds.js'
import { networkConfiguration } from '../network/network-configuration.js'
import { launchOf } from '../service/launch.js'
import { use } from '../use-variable.js'
import { awsSchedule } from './aws-schedule.js'
import { reportSchedule } from './report-schedule.js'
import { mostCopies } from './retries.js'

/** How long a run that could not start is tried again, in seconds (EventBridge Scheduler API, RetryPolicy). */
const [leastAge, mostAge] = [60, 86_400]

/** Gives the schedule of a task that runs by the clock (EventBridge Scheduler API, CreateSchedule); it starts the newest revision of the task definition, which the ARN without a number means. */
export function scheduleOf(draft: EcsDraft, workload: ContainerWorkload, task: Pick<TaskDefinition, 'family' | 'networkMode'>): Schedule {
  const { schedule, replicas = 1 } = workload
  if (schedule === undefined) throw new RangeError(`the plan has no schedule of ${workload.id}`)
  const { timeZone, suspend, startingDeadline } = schedule
  reportSchedule(draft, workload, schedule)
  const expression = awsSchedule(schedule.cron)
  if ('fault' in expression)
    draft.context.fault(
      { code: 'target/schedule', severity: 'error', message: `the schedule ${expression.fault}`, help: expression.help },
      schedule,
      'cron',
    )
  const { launchType, capacityProviderStrategy } = launchOf(draft)
  const network = task.networkMode === 'awsvpc' ? networkConfiguration(draft)?.awsvpcConfiguration : undefined
  const age = secondsOf(startingDeadline)
  return {
    Name: draft.nameOf(workload.id),
    // what has none is refused above
    ScheduleExpression: 'expression' in expression ? expression.expression : 'rate(1 day)',
    // as a cluster of Kubernetes whose clock nobody has set
    ScheduleExpressionTimezone: timeZone === undefined || timeZone === 'UTC' ? undefined : timeZone,
    State: suspend ? 'DISABLED' : undefined,
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: {
      Arn: `${ecsArn(draft)}cluster/${clusterName(draft)}`,
      RoleArn: use(draft, {
        name: 'SCHEDULER_ROLE_ARN',
        kind: 'role',
        description: 'role by which EventBridge Scheduler starts tasks: `ecs:RunTask`, and `iam:PassRole` for the roles of the tasks',
      }),
      EcsParameters: {
        TaskDefinitionArn: `${ecsArn(draft)}task-definition/${task.family}`,
        TaskCount: replicas === 1 ? undefined : Math.min(mostCopies, replicas),
        LaunchType: launchType,
        CapacityProviderStrategy: capacityProviderStrategy,
        NetworkConfiguration: network && {
          awsvpcConfiguration: {
            Subnets: network.subnets,
            SecurityGroups: network.securityGroups,
            AssignPublicIp: network.assignPublicIp,
          },
        },
        EnableECSManagedTags: true,
        EnableExecuteCommand: draft.context.options['exec'] === 'enabled' ? true : undefined,
        PropagateTags: 'TASK_DEFINITION',
      },
      RetryPolicy: age === undefined ? undefined : { MaximumEventAgeInSeconds: Math.min(mostAge, Math.max(leastAge, age)) },
    },
  }
}
