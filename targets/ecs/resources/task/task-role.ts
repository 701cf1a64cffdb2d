import type { ContainerWorkload } from '../../../../src/plan/plan.js'
import type { EcsDraft } from '../ecs-draft.js'
import { use, variableName } from '../use-variable.js'

/**
 * Gives the role that the programs of a task have (ECS API, RegisterTaskDefinition `taskRoleArn`): that of the service account, which is its ARN or a name that whoever deploys
 * gives an ARN for; else one with which ECS Exec opens its channel. Nothing where no program needs one. Rights of Kubernetes are none of IAM.
 */
export function taskRole(draft: EcsDraft, { serviceAccount }: ContainerWorkload): string | undefined {
  if (serviceAccount === undefined) {
    if (draft.context.options['exec'] !== 'enabled') return undefined
    return use(draft, { name: 'TASK_ROLE_ARN', kind: 'role', description: 'role that the programs of tasks have' })
  }
  const { name, create, privileges } = serviceAccount
  const warn = (key: string, message: string): void =>
    draft.context.fault(
      { code: 'target/rights-left-out', severity: 'warning', message, help: 'make an IAM role with the rights that the programs need' },
      serviceAccount,
      key,
    )
  if (privileges !== undefined) warn('privileges', `the rights of \`${name}\` are those of Kubernetes, and mean nothing to AWS`)
  if (create === true) warn('create', `nothing makes the role of \`${name}\`: it has to be there`)
  if (/^arn:[a-z-]+:iam::/.test(name)) return name
  return use(draft, {
    name: variableName('TASK_ROLE', name, 'ARN'),
    kind: 'role',
    description: `IAM role of the tasks with the service account ${name}`,
  })
}
