import type { EcsDraft } from '../ecs-draft.js'
import type { ContainerDefinition } from '../kinds.js'
import { use } from '../use-variable.js'

/** Gives the role with which ECS itself fetches private images and secrets and writes logs (ECS API, RegisterTaskDefinition `executionRoleArn`); nothing where a task needs none of them. */
export function executionRole(draft: EcsDraft, containers: readonly ContainerDefinition[]): string | undefined {
  return containers.some(needsRole)
    ? use(draft, {
        name: 'EXECUTION_ROLE_ARN',
        kind: 'role',
        description: 'role with which ECS pulls images, reads secrets and writes logs',
      })
    : undefined
}

function needsRole({ image, secrets, logConfiguration, repositoryCredentials }: ContainerDefinition): boolean {
  return (
    secrets !== undefined ||
    repositoryCredentials !== undefined ||
    logConfiguration?.logDriver === 'awslogs' ||
    /^\d+\.dkr[.-]ecr[.-]/.test(image ?? '')
  )
}
