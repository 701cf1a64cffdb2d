import type { ContainerWorkload, Env, SpinWorkload } from '../../../../src/plan/plan.js'
import { some } from '../../../some.js'
import { textOf } from '../address.js'
import type { EcsDraft } from '../ecs-draft.js'
import type { ContainerDefinition } from '../kinds.js'
import { fieldValue, whyUnknown } from './field-value.js'
import { configurationReference, secretReference } from './value-references.js'

/**
 * Gives the environment of a container (ECS API, ContainerDefinition `environment` and `secrets`), in the order of the plan:
 * plain values as they are, secrets and configuration from outside by reference.
 */
export function environmentOf(
  draft: EcsDraft,
  workload: ContainerWorkload | SpinWorkload,
  list: readonly Env[],
): Pick<ContainerDefinition, 'environment' | 'secrets'> {
  const environment: { readonly name: string; readonly value: string }[] = []
  const secrets: { readonly name: string; readonly valueFrom: string }[] = []
  for (const entry of list) {
    const { name } = entry
    const valueFrom = referenceOf(draft, workload, entry)
    const value = valueFrom === undefined ? plainValue(draft, workload, entry) : undefined
    if (valueFrom !== undefined) secrets.push({ name, valueFrom })
    if (value !== undefined) environment.push({ name, value })
  }
  return { environment: some(environment), secrets: some(secrets) }
}

function referenceOf(draft: EcsDraft, { application }: ContainerWorkload | SpinWorkload, entry: Env): string | undefined {
  const { name, secret, config } = entry
  const as = { kind: 'env', name } as const
  if (secret !== undefined) return secretReference(draft, application, secret, [secret, 'name'], as)
  if (config !== undefined && config.value === undefined) return configurationReference(draft, application, config, [config, 'name'], as)
  return undefined
}

function plainValue(draft: EcsDraft, workload: ContainerWorkload | SpinWorkload, entry: Env): string | undefined {
  const { value, parts, config, field } = entry
  if (parts !== undefined) return textOf(draft, workload, parts)
  if (config !== undefined) return config.value
  if (field === undefined) return value ?? ''
  const fact = fieldValue(draft, workload, field)
  if (fact === undefined) draft.context.unsupported('env-field', entry, undefined, whyUnknown(entry.name, field))
  return fact
}
