import type { EcsDraft } from '../../resources/ecs-draft.js'
import { parameterPath } from '../parameter-path.js'
import { arn, sub } from '../template/intrinsics.js'
import { logGroups } from './add-log-groups.js'

/** A statement of a policy (IAM User Guide, JSON policy elements). */
export interface Statement {
  readonly Sid: string
  readonly Effect: 'Allow'
  readonly Action: readonly string[]
  readonly Resource: readonly unknown[] | '*'
}

/** Gives what ECS must be allowed to do to start the tasks: write to their log groups, read the secrets that they name, and pull images from the account's own registry. */
export function executionStatements(draft: EcsDraft): readonly Statement[] {
  return [...logStatements(draft), ...secretStatements(draft), ...imageStatements(draft)]
}

function logStatements(draft: EcsDraft): readonly Statement[] {
  const groups = logGroups(draft)
  if (groups.length === 0) return []
  return [
    {
      Sid: 'WriteLogs',
      Effect: 'Allow',
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: groups.map((group) => arn('logs', `log-group:${group}:*`)),
    },
  ]
}

function secretStatements(draft: EcsDraft): readonly Statement[] {
  const secrets = [...draft.variables.values()].flatMap(({ secret }) => secret ?? [])
  const named = (store: string): readonly string[] =>
    [...new Set(secrets.filter((secret) => secret.store === store).map(({ name }) => name))].sort()
  const arnOf = (name: string, otherwise: object): unknown => (name.startsWith('arn:') ? name : otherwise)
  const statement = (Sid: string, action: string, Resource: readonly unknown[]): readonly Statement[] =>
    Resource.length === 0 ? [] : [{ Sid, Effect: 'Allow', Action: [action], Resource }]
  return [
    // an ARN of Secrets Manager ends with a hyphen and six characters of its own choice
    ...statement(
      'ReadSecrets',
      'secretsmanager:GetSecretValue',
      named('secretsmanager').map((name) => arnOf(name, arn('secretsmanager', `secret:${name}-??????`))),
    ),
    ...statement(
      'ReadParameters',
      'ssm:GetParameters',
      named('ssm').map((name) => arnOf(name, arn('ssm', parameterPath(name)))),
    ),
  ]
}

function imageStatements(draft: EcsDraft): readonly Statement[] {
  const images = draft.units.flatMap(({ task }) => (task.containerDefinitions ?? []).map(({ image }) => image ?? ''))
  const repositories = [...new Set(images.flatMap((image) => repositoryArn(image) ?? []))].sort()
  if (repositories.length === 0) return []
  return [
    { Sid: 'SignInToRegistry', Effect: 'Allow', Action: ['ecr:GetAuthorizationToken'], Resource: '*' },
    {
      Sid: 'PullImages',
      Effect: 'Allow',
      Action: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
      Resource: repositories.map((repository) => sub(repository)),
    },
  ]
}

/** Gives the ARN of the repository of an image in Amazon ECR: `<account>.dkr.ecr.<region>.amazonaws.com/<repository>`. */
function repositoryArn(image: string): string | undefined {
  const found = /^(\d{12})\.dkr\.ecr(?:-fips)?\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/([a-z0-9._/-]+?)(?:[:@].*)?$/.exec(image)
  return found === null ? undefined : `arn:\${AWS::Partition}:ecr:${found[2]}:${found[1]}:repository/${found[3]}`
}
