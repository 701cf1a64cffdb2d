import type { EcsDraft, Unit } from '../../resources/ecs-draft.js'
import { piecesOf } from '../../resources/variables.js'
import { parameterPath } from '../parameter-path.js'
import { arn, sub } from '../template/intrinsics.js'
import { logGroups } from './add-log-groups.js'
import type { Statement } from './statement.js'

/** Gives what ECS must be allowed to do to start the tasks of an application: write to their log groups, read the secrets that they name, and pull images from Amazon ECR. */
export function executionStatements(draft: EcsDraft, units: readonly Unit[]): readonly Statement[] {
  const secrets = units.flatMap((unit) => secretsOf(draft, unit))
  const arnsOf = (store: string): readonly unknown[] =>
    distinct(secrets.filter((secret) => secret.store === store).map((secret) => secret.arn))
  return [
    ...allow(
      'WriteLogs',
      ['logs:CreateLogStream', 'logs:PutLogEvents'],
      logGroups(units).map((group) => arn('logs', `log-group:${group}:*`)),
    ),
    ...allow('ReadSecrets', ['secretsmanager:GetSecretValue'], arnsOf('secretsmanager')),
    ...allow('ReadParameters', ['ssm:GetParameters'], arnsOf('ssm')),
    ...imageStatements(units),
  ]
}

function allow(Sid: string, actions: readonly string[], Resource: readonly unknown[]): readonly Statement[] {
  const [first = ''] = actions
  return Resource.length === 0 ? [] : [{ Sid, Effect: 'Allow', Action: actions.length === 1 ? first : actions, Resource }]
}

interface SecretArn {
  readonly store: 'secretsmanager' | 'ssm'
  readonly arn: string | object
}

/** Gives the secrets and parameters that the containers of a unit are given when they start. */
function secretsOf({ variables }: EcsDraft, { task }: Unit): readonly SecretArn[] {
  const references = (task.containerDefinitions ?? []).flatMap(({ secrets, repositoryCredentials, logConfiguration }) => [
    ...[...(secrets ?? []), ...(logConfiguration?.secretOptions ?? [])].map(({ valueFrom }) => valueFrom ?? ''),
    ...(repositoryCredentials?.credentialsParameter ?? []),
  ])
  return references.flatMap((reference): readonly SecretArn[] => {
    const [first] = piecesOf(reference)
    if (first === undefined) return []
    if ('variable' in first) {
      const secret = variables.get(first.variable)?.secret
      return secret === undefined ? [] : [{ store: secret.store, arn: arnOfName(secret) }]
    }
    // `arn:partition:secretsmanager:region:account:secret:name`, and what of it is wanted
    const fields = reference.split(':')
    if (fields[2] === 'ssm') return [{ store: 'ssm', arn: reference }]
    return fields[2] === 'secretsmanager' ? [{ store: 'secretsmanager', arn: fields.slice(0, 7).join(':') }] : []
  })
}

/** An ARN of Secrets Manager ends with a hyphen and six characters of its own choice. */
function arnOfName({ store, name }: { readonly store: SecretArn['store']; readonly name: string }): string | object {
  if (name.startsWith('arn:')) return name
  return store === 'ssm' ? arn('ssm', parameterPath(name)) : arn('secretsmanager', `secret:${name}-??????`)
}

function imageStatements(units: readonly Unit[]): readonly Statement[] {
  const images = units.flatMap(({ task }) => (task.containerDefinitions ?? []).map(({ image }) => image ?? ''))
  const repositories = [...new Set(images.flatMap((image) => repositoryArn(image) ?? []))].sort()
  if (repositories.length === 0) return []
  return [
    // it is of no resource (Service Authorization Reference, Amazon ECR)
    { Sid: 'SignInToRegistry', Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' },
    ...allow(
      'PullImages',
      ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
      repositories.map((repository) => sub(repository)),
    ),
  ]
}

/** Gives the ARN of the repository of an image in Amazon ECR (user guide, private registries: `<account>.dkr.ecr.<region>.amazonaws.com/<repository>`, and its dual-stack and China forms). */
function repositoryArn(image: string): string | undefined {
  const found = /^(\d{12})\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\.[a-z.]+\/([a-z0-9._/-]+?)(?:[:@].*)?$/.exec(image)
  return found === null ? undefined : `arn:\${AWS::Partition}:ecr:${found[2]}:${found[1]}:repository/${found[3]}`
}

function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()]
}
