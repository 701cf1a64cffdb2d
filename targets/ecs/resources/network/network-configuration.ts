import type { EcsDraft } from '../ecs-draft.js'
import type { Service } from '../kinds.js'
import { launchTypeOf } from '../launch-type.js'
import { use } from '../use-variable.js'

/** Gives the network of tasks with an interface of their own (ECS API, AwsVpcConfiguration). On Fargate the public address is always said, because its default differs from one request to the other (option `public-ip`). */
export function networkConfiguration(draft: EcsDraft): Service['networkConfiguration'] {
  return {
    awsvpcConfiguration: {
      subnets: [use(draft, { name: 'SUBNETS', kind: 'ids', description: 'subnets that tasks run in' })],
      securityGroups: [
        use(draft, {
          name: 'SECURITY_GROUPS',
          kind: 'ids',
          description: 'security groups of every task; where nothing is said, each gets one of its own with the edges of the graph',
          default: '',
        }),
      ],
      assignPublicIp:
        launchTypeOf(draft) === 'FARGATE' ? (draft.context.options['public-ip'] === 'ENABLED' ? 'ENABLED' : 'DISABLED') : undefined,
    },
  }
}
