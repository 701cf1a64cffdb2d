import { shellWord } from '../../shell/shell-word.js'
import type { EcsVariable } from '../resources/ecs-draft.js'

/** Gives the command that makes a secret, whose value is in the environment of whoever types it. */
export function secretCommand({ store, name }: NonNullable<EcsVariable['secret']>): string {
  return store === 'ssm'
    ? `aws ssm put-parameter --type SecureString --name ${shellWord(name)} --value "$VALUE"`
    : `aws secretsmanager create-secret --name ${shellWord(name)} --secret-string "$JSON"`
}
