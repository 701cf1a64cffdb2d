import { isNamed, type Life } from './life.js'

/** Gives the actions that `deploy.sh` needs, sorted (AWS Service Authorization Reference). */
export function deployActions(life: Life): readonly string[] {
  const { draft, groups, registries, logGroups, variables } = life
  const { units } = draft
  const isDns = registries.length > 0
  const stores = new Set(variables.flatMap(({ secret }) => secret?.store ?? []))
  const isRouted = units.some(({ targetGroups }) => targetGroups.length > 0)
  return listed({
    ecs: [
      ...['DescribeClusters', 'DescribeTaskDefinition', 'ListTaskDefinitions', 'RegisterTaskDefinition', 'TagResource'],
      ...(units.some(({ service }) => service)
        ? ['CreateService', 'DeleteService', 'DescribeServices', 'ListServices', 'UpdateService']
        : []),
      ...(units.some(({ run }) => run) ? ['DescribeTasks', 'RunTask', 'StopTask'] : []),
    ],
    iam: ['PassRole'],
    logs: logGroups.length > 0 ? ['CreateLogGroup', 'DescribeLogGroups', 'PutRetentionPolicy', 'TagResource'] : [],
    servicediscovery: [
      ...(isNamed(life)
        ? [isDns ? 'CreatePrivateDnsNamespace' : 'CreateHttpNamespace', 'GetOperation', 'ListNamespaces', 'TagResource']
        : []),
      ...(isDns ? ['CreateService', 'ListServices'] : []),
    ],
    // what Cloud Map does with the rights of whoever asks it for a namespace of DNS
    route53: isDns ? ['CreateHostedZone', 'GetHostedZone', 'ListHostedZonesByName'] : [],
    ec2: [
      ...(groups.length > 0 || isDns || isRouted ? ['DescribeSubnets'] : []),
      ...(isDns ? ['DescribeRegions', 'DescribeVpcs'] : []),
      ...(groups.length > 0
        ? [
            ...[
              'AuthorizeSecurityGroupEgress',
              'AuthorizeSecurityGroupIngress',
              'CreateSecurityGroup',
              'CreateTags',
              'DescribeSecurityGroupRules',
            ],
            ...['DescribeSecurityGroups', 'RevokeSecurityGroupEgress', 'RevokeSecurityGroupIngress'],
          ]
        : []),
    ],
    elasticloadbalancing: isRouted
      ? [
          ...['AddListenerCertificates', 'AddTags', 'CreateListener', 'CreateRule', 'CreateTargetGroup', 'DescribeListenerCertificates'],
          ...['DescribeListeners', 'DescribeRules', 'DescribeTags', 'DescribeTargetGroups', 'ModifyRule', 'ModifyTargetGroup'],
        ]
      : [],
    'application-autoscaling': [
      ...(units.some(({ service }) => service) ? ['DeregisterScalableTarget', 'DescribeScalableTargets'] : []),
      ...(units.some(({ scaling }) => scaling)
        ? ['DeleteScalingPolicy', 'DescribeScalingPolicies', 'PutScalingPolicy', 'RegisterScalableTarget']
        : []),
    ],
    // the alarms of target tracking
    cloudwatch: units.some(({ scaling }) => scaling) ? ['DeleteAlarms', 'DescribeAlarms', 'PutMetricAlarm'] : [],
    scheduler: units.some(({ schedule }) => schedule) ? ['CreateSchedule', 'ListSchedules', 'UpdateSchedule'] : [],
    secretsmanager: stores.has('secretsmanager') ? ['DescribeSecret'] : [],
    ssm: stores.has('ssm') ? ['GetParameter'] : [],
  })
}

/** Gives the actions that `undeploy.sh` needs, sorted. */
export function undeployActions(life: Life): readonly string[] {
  const { draft, groups, logGroups } = life
  const { units } = draft
  const isUndone = units.some(({ undo }) => undo)
  return listed({
    ecs: [
      ...['DeleteTaskDefinitions', 'DeregisterTaskDefinition', 'DescribeClusters', 'ListTaskDefinitions', 'ListTasks', 'StopTask'],
      ...(units.some(({ service }) => service) ? ['DeleteService', 'DescribeServices'] : []),
      ...(isUndone ? ['DescribeTasks', 'RunTask'] : []),
    ],
    iam: isUndone ? ['PassRole'] : [],
    logs: logGroups.length > 0 ? ['DeleteLogGroup', 'DescribeLogGroups'] : [],
    servicediscovery: isNamed(life) ? ['DeleteNamespace', 'DeleteService', 'ListNamespaces', 'ListServices', 'ListTagsForResource'] : [],
    route53: isNamed(life) ? ['DeleteHostedZone'] : [],
    ec2:
      groups.length > 0
        ? [
            ...['DeleteSecurityGroup', 'DescribeSecurityGroupRules', 'DescribeSecurityGroups', 'RevokeSecurityGroupEgress'],
            ...['RevokeSecurityGroupIngress', ...(isUndone ? ['DescribeSubnets'] : [])],
          ]
        : [],
    elasticloadbalancing: units.some(({ targetGroups }) => targetGroups.length > 0)
      ? [
          ...[
            'DeleteListener',
            'DeleteRule',
            'DeleteTargetGroup',
            'DescribeListeners',
            'DescribeRules',
            'DescribeTags',
            'DescribeTargetGroups',
          ],
        ]
      : [],
    'application-autoscaling': units.some(({ scaling }) => scaling) ? ['DeregisterScalableTarget', 'DescribeScalableTargets'] : [],
    cloudwatch: units.some(({ scaling }) => scaling) ? ['DeleteAlarms'] : [],
    scheduler: units.some(({ schedule }) => schedule) ? ['DeleteSchedule', 'ListSchedules'] : [],
  })
}

function listed(actions: Readonly<Record<string, readonly string[]>>): readonly string[] {
  return Object.entries(actions)
    .flatMap(([service, names]) => [...new Set(names)].map((name) => `${service}:${name}`))
    .sort()
}
