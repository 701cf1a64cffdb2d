import type { Unit } from '../../resources/ecs-draft.js'
import { arn, attribute, ref, textWith } from '../template/intrinsics.js'
import type { Statement } from './statement.js'

/** Gives what EventBridge Scheduler must be allowed to do to start the tasks of an application (EventBridge Scheduler User Guide, execution role). */
export function schedulerStatements(units: readonly Unit[], passed: readonly unknown[]): readonly Statement[] {
  const families = units.flatMap(({ schedule, name }) => (schedule ? [name] : []))
  return [
    {
      Sid: 'RunTasks',
      Effect: 'Allow',
      Action: 'ecs:RunTask',
      Resource: families.map((family) => arn('ecs', `task-definition/${family}:*`)),
      Condition: { ArnEquals: { 'ecs:cluster': attribute('Cluster', 'Arn') } },
    },
    {
      Sid: 'TagTasks',
      Effect: 'Allow',
      Action: 'ecs:TagResource',
      Resource: taskArns(),
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

/** Tasks of the cluster (Service Authorization Reference, Amazon ECS: task). */
function taskArns(): object {
  const own = (name: string) => ({ name, value: ref(`AWS::${name}`) })
  const cluster = { name: 'Cluster', value: ref('Cluster') }
  return textWith(['arn:', own('Partition'), ':ecs:', own('Region'), ':', own('AccountId'), ':task/', cluster, '/*'])
}
