import type { Unit } from '../../resources/ecs-draft.js'
import { arn, ref, textWith } from '../template/intrinsics.js'
import type { Statement } from './statement.js'

/** Gives what EventBridge Scheduler must be allowed to do to start the tasks of an application (EventBridge Scheduler User Guide, execution role). */
export function schedulerStatements(units: readonly Unit[], cluster: object, passed: readonly unknown[]): readonly Statement[] {
  const families = units.flatMap(({ schedule, name }) => (schedule ? [name] : []))
  return [
    {
      Sid: 'RunTasks',
      Effect: 'Allow',
      Action: 'ecs:RunTask',
      Resource: families.map((family) => arn('ecs', `task-definition/${family}:*`)),
      Condition: { ArnEquals: { 'ecs:cluster': clusterArn(cluster, 'cluster') } },
    },
    {
      Sid: 'TagTasks',
      Effect: 'Allow',
      Action: 'ecs:TagResource',
      Resource: clusterArn(cluster, 'task', '/*'),
      Condition: { StringEquals: { 'ecs:CreateAction': 'RunTask' } },
    },
    ...(passed.length === 0
      ? []
      : [
          {
            Sid: 'PassRoles',
            Effect: 'Allow',
            Action: 'iam:PassRole',
            Resource: passed,
            Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
          } as const,
        ]),
  ]
}

/** Gives the ARN of the cluster, or of the tasks in it (Service Authorization Reference, Amazon ECS: cluster, task). */
function clusterArn(cluster: object, kind: 'cluster' | 'task', rest = ''): object {
  const own = (name: string) => ({ name, value: ref(`AWS::${name}`) })
  return textWith([
    'arn:',
    own('Partition'),
    ':ecs:',
    own('Region'),
    ':',
    own('AccountId'),
    `:${kind}/`,
    { name: 'Cluster', value: cluster },
    rest,
  ])
}
