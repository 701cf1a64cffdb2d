import type { ContainerWorkload } from '../../../../src/plan/plan.js'
import type { EcsDraft } from '../ecs-draft.js'
import type { ContainerDefinition } from '../kinds.js'
import { use, variableName } from '../use-variable.js'

/** Gives the credentials for the registry of a container's image (ECS API, RepositoryCredentials): a secret of Secrets Manager with `username` and `password` in its JSON. ECS takes one for each container. */
export function registryCredentials(draft: EcsDraft, workload: ContainerWorkload): ContainerDefinition['repositoryCredentials'] {
  const [first, ...others] = workload.imagePullSecrets
  if (first === undefined) return undefined
  for (const at of others.keys())
    draft.context.unsupported('image-pull-secret', workload.imagePullSecrets, at + 1, `ECS takes one credential, \`${first}\``)
  const as = { what: 'secret', source: first, keeper: `the secret ${first} of Secrets Manager` } as const
  draft.context.outside(as, workload.imagePullSecrets, 0)
  if (first.startsWith('arn:')) return { credentialsParameter: first }
  const credentialsParameter = use(draft, {
    name: variableName('SECRET', first, 'ARN'),
    kind: 'arn',
    description: `ARN of the secret ${first} of Secrets Manager, with username and password for the registry`,
    secret: { store: 'secretsmanager', name: first },
  })
  return { credentialsParameter }
}
