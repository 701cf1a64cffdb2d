import type { LimitRule } from './finding.js'

/** A variable is set once, and what ECS itself has to fetch or write for a container it does with a role (ECS API, `executionRoleArn`). */
export const environmentLegal: LimitRule = ({ task }, say) => {
  for (const [at, container] of (task.containerDefinitions ?? []).entries()) {
    const path = ['task', 'containerDefinitions', at]
    const { name: who, environment = [], secrets = [], logConfiguration, repositoryCredentials } = container
    const set = new Set<string>()
    for (const [kind, list] of [['environment', environment] as const, ['secrets', secrets] as const])
      for (const [item, { name = '' }] of list.entries()) {
        if (set.has(name)) say([...path, kind, item, 'name'], `\`${who}\` has the variable \`${name}\` twice`)
        set.add(name)
      }
    if (task.executionRoleArn !== undefined) continue
    const help = 'give the task an `executionRoleArn`'
    const also = [['task', 'executionRoleArn']]
    if (secrets.length > 0)
      say([...path, 'secrets'], `ECS fetches the secrets of \`${who}\` with a role, and the task has none`, help, also)
    if (repositoryCredentials !== undefined)
      say([...path, 'repositoryCredentials'], `ECS fetches the image of \`${who}\` with a role, and the task has none`, help, also)
    if (logConfiguration?.secretOptions !== undefined && logConfiguration.secretOptions.length > 0)
      say(
        [...path, 'logConfiguration', 'secretOptions'],
        `ECS fetches the secrets of the log of \`${who}\` with a role, and the task has none`,
        help,
        also,
      )
    if (logConfiguration?.logDriver === 'awslogs' && task.requiresCompatibilities?.includes('EC2') !== true)
      say([...path, 'logConfiguration'], `ECS writes the log of \`${who}\` with a role, and the task has none`, help, also)
  }
}
