import type { EcsDraft } from '../ecs-draft.js'
import { use } from '../use-variable.js'

/** Gives the role that the programs of a task have (ECS API, RegisterTaskDefinition `taskRoleArn`): ECS Exec opens its channel with it. Nothing where no program needs one. */
export function taskRole(draft: EcsDraft): string | undefined {
  if (draft.context.options['exec'] !== 'enabled') return undefined
  return use(draft, { name: 'TASK_ROLE_ARN', kind: 'arn', description: 'role that the programs of tasks have' })
}
