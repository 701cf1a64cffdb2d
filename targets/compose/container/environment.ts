import type { Container, ContainerWorkload, Env, Part, SpinWorkload, WorkloadBase } from '../../../src/plan/plan.js'
import type { MountedFile, Service } from '../compose-file.js'
import type { Draft } from '../draft.js'
import { literal, type Text, variable } from '../text.js'
import { needSecret, needVariable } from '../variables.js'
import { fieldValue, whyUnknown } from './field-value.js'

/** What one service takes from its list of variables. */
export interface Environment {
  readonly values: Readonly<Record<string, Text>>
  /** Secrets that are mounted besides, so that the service does not start without them. */
  readonly guards: readonly MountedFile[]
}

/**
 * Gives the environment of a service (Compose spec, services.environment). Secrets come from the environment of whoever runs the project and never stand in the file.
 * A service with a read-only root file system cannot mount secrets from the environment (Compose refuses it), so it starts without the guard.
 */
export function environmentOf(
  draft: Draft,
  workload: ContainerWorkload | SpinWorkload,
  list: readonly Env[],
  isReadOnly: boolean,
): Environment {
  const values: Record<string, Text> = {}
  const guards = new Set<string>()
  for (const env of list) {
    const value = resolve(draft, workload, env)
    if (value !== undefined) values[env.name] = value
    if (env.secret && !isReadOnly) guards.add(needSecret(draft, env.secret.name, env.secret.key, [env.secret, 'name']))
  }
  return { values, guards: [...guards].map((source) => ({ source })) }
}

/** Gives, by name of the link, which configuration the values in the environment belong to; Compose passes it over. */
export function linkNotes({ bindings }: WorkloadBase): Service['x-links'] {
  const notes = bindings.filter(({ config }) => config.length > 0).map(({ name, config }) => [name, { config: config.map(literal) }])
  return notes.length === 0 ? undefined : Object.fromEntries(notes)
}

/** Tells whether the root file system of a container is read-only. */
export function isReadOnly({ security }: Container): boolean {
  return security?.readOnlyRootFilesystem === true
}

function resolve(draft: Draft, workload: ContainerWorkload | SpinWorkload, env: Env): Text | undefined {
  const { value, parts, secret, config, field } = env
  if (parts !== undefined) return literal(plainText(draft, parts))
  if (secret !== undefined)
    return variable(needVariable(draft, 'secret', secret.name, secret.key, [secret, 'name'], { kind: 'env', name: env.name }))
  if (config !== undefined)
    return config.value === undefined
      ? variable(needVariable(draft, 'configuration', config.name, config.key, [config, 'name'], { kind: 'env', name: env.name }))
      : literal(config.value)
  if (field !== undefined) return fieldOf(draft, workload, env, field)
  return literal(value ?? '')
}

/** Gives a value of which a part is an address as programs see it: the service is the host, the container's port the port. */
export function plainText(draft: Draft, parts: readonly Part[]): string {
  return parts.map((part) => plainPart(draft, part)).join('')
}

/** Gives a piece of a value as plain text: the address of a workload as other services see it. */
export function plainPart(draft: Draft, part: Part): string {
  if ('text' in part) return part.text
  const host = draft.serviceOf(part.to)
  const { port } = part
  if (part.address === 'host') return host
  if (part.address === 'port') return `${port ?? ''}`
  return port === undefined ? `${part.scheme}://${host}` : `${part.scheme}://${host}:${port}`
}

function fieldOf(draft: Draft, workload: ContainerWorkload | SpinWorkload, env: Env, field: string): Text | undefined {
  const value = fieldValue(draft, workload, field)
  if (value === undefined) draft.context.unsupported('env-field', env, undefined, whyUnknown(draft, workload, env.name, field))
  return value
}
