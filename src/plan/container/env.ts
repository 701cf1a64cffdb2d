import type { EnvVar, SpinOption, SpinVariable } from '../../generated/application.js'
import type { Env } from '../plan.js'
import type { Scope } from '../scope.js'
import type { Traced } from '../trace.js'

/** Gives environment variables in the order of the manifest; of two with one name the later counts, at the place of the first (Kubernetes, Container.env). */
export function planEnv(scope: Scope, list: readonly (EnvVar | SpinVariable | SpinOption)[] = []): readonly Env[] {
  return mergeEnv(
    [],
    list.map((entry) => envOf(scope, entry)),
  )
}

/** Gives the variables of both lists; one that both have stays where it was, and has its value from `added`. */
export function mergeEnv(env: readonly Env[], added: readonly Env[]): readonly Env[] {
  const merged = new Map(env.map((entry) => [entry.name, entry]))
  for (const entry of added) merged.set(entry.name, entry)
  return [...merged.values()]
}

/** Gives a variable whose value is a key of named configuration; the value comes along where a manifest of the application carries it. */
export function configEnv(scope: Scope, name: Traced<string>, config: { name: Traced<string>; key: Traced<string> }): Env {
  const { trace } = scope
  const data = scope.configMaps.get(config.name.value)
  const value = data === undefined || !Object.hasOwn(data, config.key.value) ? undefined : scope.from(data, config.key.value)
  return trace.build<Env>({ name, config: trace.build<NonNullable<Env['config']>>({ name: config.name, key: config.key, value }) })
}

/** Gives a variable whose value is a key of a secret. */
export function secretEnv({ trace }: Scope, name: Traced<string>, secret: { name: Traced<string>; key: Traced<string> }): Env {
  return trace.build<Env>({ name, secret: trace.build<NonNullable<Env['secret']>>(secret) })
}

/** `value` goes before `valueFrom`; a variable with neither is empty, as Kubernetes has it. */
function envOf(scope: Scope, entry: EnvVar | SpinVariable | SpinOption): Env {
  const name = scope.required(entry, 'name')
  const { valueFrom } = entry
  if (entry.value !== undefined || valueFrom === undefined) {
    return scope.trace.build<Env>({ name, value: scope.from(entry, 'value') ?? '' })
  }
  const { secretKeyRef, configMapKeyRef } = valueFrom
  if (secretKeyRef) return secretEnv(scope, name, { name: scope.required(secretKeyRef, 'name'), key: scope.required(secretKeyRef, 'key') })
  if (configMapKeyRef)
    return configEnv(scope, name, { name: scope.required(configMapKeyRef, 'name'), key: scope.required(configMapKeyRef, 'key') })
  if ('fieldRef' in valueFrom && valueFrom.fieldRef)
    return scope.trace.build<Env>({ name, field: scope.required(valueFrom.fieldRef, 'fieldPath') })
  return scope.trace.build<Env>({ name, value: '' })
}
