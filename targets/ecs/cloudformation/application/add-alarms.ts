import type { EcsDraft, Unit } from '../../resources/ecs-draft.js'
import { imported } from '../template/exports.js'
import { attribute, either, ref } from '../template/intrinsics.js'
import type { StackDraft } from '../template/stack-draft.js'
import { targetGroupWords } from './add-target-groups.js'
import { latticeStackName } from './lattice-stack-name.js'

/** Minutes in a row for which something is wrong; a deployment counts as good only after as many more (ECS developer guide, deployment alarms). */
const minutes = 3

/**
 * Adds the alarms that make ECS take a deployment of a service back: nearly all of the memory in use, and requests that fail. Use of the processor is none, because work that takes all of it is nothing bad.
 * Gives `deploymentConfiguration.alarms`; nothing for a daemon and where the request has alarms of its own.
 */
export function addAlarms(draft: EcsDraft, stack: StackDraft, unit: Unit): object | undefined {
  const { service, name } = unit
  if (service === undefined || service.schedulingStrategy === 'DAEMON' || service.deploymentConfiguration?.alarms) return undefined
  addSwitch(stack)
  const add = (words: readonly string[], properties: object): string =>
    stack.add([name, ...words, 'Alarm'], {
      Type: 'AWS::CloudWatch::Alarm',
      Condition: condition,
      Properties: {
        ...properties,
        EvaluationPeriods: minutes,
        ComparisonOperator: 'GreaterThanThreshold',
        TreatMissingData: 'notBreaching',
      },
    })
  const ids = [
    add(['Memory'], {
      AlarmDescription: `Tasks of ${name} use nearly all of their memory`,
      Namespace: 'AWS/ECS',
      MetricName: 'MemoryUtilization',
      Dimensions: [
        { Name: 'ClusterName', Value: imported(stack, latticeStackName(draft), 'Cluster') },
        { Name: 'ServiceName', Value: name },
      ],
      Statistic: 'Average',
      Period: 60,
      Threshold: 95,
    }),
    ...unit.targetGroups
      .filter(({ kind }) => kind === 'application')
      .map((group) => {
        const metric = (id: string, metricName: string): object => ({
          Id: id,
          ReturnData: false,
          MetricStat: {
            Metric: {
              Namespace: 'AWS/ApplicationELB',
              MetricName: metricName,
              Dimensions: [
                { Name: 'LoadBalancer', Value: imported(stack, latticeStackName(draft), 'LoadBalancerName') },
                { Name: 'TargetGroup', Value: attribute(stack.idOf(targetGroupWords(unit, group)), 'TargetGroupFullName') },
              ],
            },
            Stat: 'Sum',
            Period: 60,
          },
        })
        return add([`Port${group.port.port}`, 'Errors'], {
          AlarmDescription: `More than one in twenty requests to port ${group.port.containerPort} of ${name} fails`,
          Metrics: [
            { Id: 'share', Expression: '100 * errors / requests', Label: 'Percent of requests that fail' },
            metric('errors', 'HTTPCode_Target_5XX_Count'),
            metric('requests', 'RequestCount'),
          ],
          Threshold: 5,
        })
      }),
  ]
  return either(condition, { AlarmNames: ids.map(ref), Enable: true, Rollback: true }, { AlarmNames: [], Enable: false, Rollback: false })
}

const condition = 'HasAlarms'

function addSwitch(stack: StackDraft): void {
  const value = stack.parameter('DeploymentAlarms', 'DEPLOYMENT_ALARMS', {
    Type: 'String',
    Description: 'Whether alarms of CloudWatch take a deployment back that has gone wrong',
    Default: 'enabled',
    AllowedValues: ['enabled', 'disabled'],
  })
  stack.conditions.set(condition, { 'Fn::Equals': [value, 'enabled'] })
}
