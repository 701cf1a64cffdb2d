import type { ContainerWorkload } from '../../../../src/plan/plan.js'
import type { EcsDraft } from '../ecs-draft.js'
import type { ContainerDefinition } from '../kinds.js'
import { use, variableName } from '../use-variable.js'

/** Gives the credentials for the registry of a container's image (ECS API, RepositoryCredentials): a secret of Secrets Manager with `username` and `password` in its JSON. */
export function registryCredentials(
  draft: EcsDraft,
  { imagePullSecrets: [name] }: ContainerWorkload,
): ContainerDefinition['repositoryCredentials'] {
  if (name === undefined) return undefined
  if (name.startsWith('arn:')) return { credentialsParameter: name }
  const credentialsParameter = use(draft, {
    name: variableName('SECRET', name, 'ARN'),
    kind: 'arn',
    description: `ARN of the secret ${name} of Secrets Manager, with username and password for the registry`,
    secret: { store: 'secretsmanager', name },
  })
  return { credentialsParameter }
}

/** Says which secret has to be there. ECS takes one for each container. */
export function reportCredentials({ context }: EcsDraft, { imagePullSecrets }: ContainerWorkload): void {
  const [first, ...others] = imagePullSecrets
  if (first === undefined) return
  for (const at of others.keys())
    context.unsupported('image-pull-secret', imagePullSecrets, at + 1, `ECS takes one credential, which is \`${first}\``)
  const keeper = first.startsWith('arn:') ? first : `the secret ${first} of Secrets Manager`
  context.outside({ what: 'secret', source: first, keeper }, imagePullSecrets, 0)
}
