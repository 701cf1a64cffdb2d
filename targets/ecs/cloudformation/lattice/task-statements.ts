import type { EcsDraft } from '../../resources/ecs-draft.js'
import type { Statement } from './statement.js'

/** Gives what containers may do by themselves: nothing, but for the channel through which ECS Exec opens a shell in them (ECS developer guide, ECS Exec). */
export function taskStatements({ context }: EcsDraft): readonly Statement[] {
  if (context.options['exec'] !== 'enabled') return []
  return [
    {
      Sid: 'OpenShells',
      Effect: 'Allow',
      Action: [
        'ssmmessages:CreateControlChannel',
        'ssmmessages:CreateDataChannel',
        'ssmmessages:OpenControlChannel',
        'ssmmessages:OpenDataChannel',
      ],
      Resource: '*',
    },
  ]
}
