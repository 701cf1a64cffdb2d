import type { TargetOption } from '../../../target.js'

/** Options about services and the network of their tasks. */
export const serviceOptions = {
  'public-ip': {
    description:
      'whether tasks on Fargate have a public address, which they need for images and logs in subnets without a NAT gateway or endpoints',
    default: 'DISABLED',
    choices: ['DISABLED', 'ENABLED'],
  },
  'capacity-provider': {
    description: 'capacity provider of the cluster that tasks run on in place of the launch type, such as `FARGATE_SPOT`',
    default: '',
  },
  exec: {
    description: 'whether `aws ecs execute-command` may open a shell in a container; the task role then needs the actions `ssmmessages:*`',
    default: 'disabled',
    choices: ['disabled', 'enabled'],
  },
  egress: {
    description:
      'where tasks may connect to by their security groups: along the graph and by HTTPS, which images, logs and secrets need (`https`), or to whatever they like (`open`)',
    default: 'https',
    choices: ['https', 'open'],
  },
  'metric-namespace': {
    description:
      'namespace of CloudWatch in which the metrics of `hpa` are, by the dimensions ClusterName and ServiceName; without one they do not count',
    default: '',
  },
} as const satisfies Readonly<Record<string, TargetOption>>
