import type { Container, ContainerWorkload, Env } from '../../../../src/plan/plan.js'
import type { FlyContainerSecret, FlyField } from '../../fly-machine.js'
import type { FlyDraft, FlySecret } from '../fly-draft.js'
import { textOf } from '../network/address.js'
import { fieldOf } from './field.js'
import { needSecret } from './need-secret.js'

/** What a container takes from its list of variables. */
export interface Environment {
  readonly values: Readonly<Record<string, string>>
  /** Secrets of the app, and the variables that the container has them as. */
  readonly secrets: readonly FlyContainerSecret[]
  /** Facts that only the machine knows. */
  readonly fields: readonly FlyField[]
  /** What has to be set before. */
  readonly needed: readonly FlySecret[]
}

/** Whether a container is the machine, the only one in it, or one of several. */
export type Place = 'machine' | 'alone' | 'container'

/**
 * Gives the environment of a container. Secrets, and configuration of which no manifest has the value, are secrets of the app: where the container is the machine,
 * or the only one in it, a secret has the name of the variable, else each container says which it wants under which name.
 */
export function environmentOf(draft: FlyDraft, workload: ContainerWorkload, container: Container, place: Place): Environment {
  const hasOwnNames = place === 'container'
  const values: Record<string, string> = {}
  const secrets: FlyContainerSecret[] = []
  const fields: FlyField[] = []
  const needed: FlySecret[] = []
  for (const env of container.env) {
    if (!isTaken(draft, env)) continue
    const { secret, config, field } = env
    const asked = secret ?? (config?.value === undefined ? config : undefined)
    if (asked !== undefined) {
      const need = needSecret(draft, secret === undefined ? 'configuration' : 'secret', asked, { kind: 'env', name: env.name }, hasOwnNames)
      if (!isSecretName(env.name)) reportName(draft, env)
      secrets.push({ env_var: env.name, name: need.name })
      needed.push(need)
    } else if (field !== undefined) {
      const found = fieldOf(draft, workload, env, field, place !== 'machine')
      if (typeof found === 'string') values[env.name] = found
      else if (found !== undefined) fields.push(found)
    } else values[env.name] = env.parts === undefined ? (config?.value ?? env.value ?? '') : textOf(draft, env.parts)
  }
  return { values, secrets, fields, needed }
}

/** Names of the platform's own variables (Fly.io, fly.toml, `env`). */
function isTaken(draft: FlyDraft, env: Env): boolean {
  if (!env.name.startsWith('FLY_')) return true
  draft.context.fault(
    {
      code: 'target/bad-name',
      severity: 'error',
      message: `Fly.io keeps variables that begin with \`FLY_\` for itself: \`${env.name}\` cannot be set`,
      help: 'choose another name',
    },
    env,
    'name',
  )
  return false
}

function isSecretName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name)
}

function reportName({ context }: FlyDraft, env: Env): void {
  context.fault(
    {
      code: 'target/bad-name',
      severity: 'error',
      message: `Fly.io takes no secret for a variable named \`${env.name}\``,
      help: 'a name has letters, digits and `_`, and begins with no digit',
    },
    env,
    'name',
  )
}
