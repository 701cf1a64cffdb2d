import type { ConfigProperty, SecretProperty } from '../../generated/application.js'
import { connectionPrefix } from '../../language/connection-prefix.js'
import type { Env } from '../plan.js'
import type { Scope } from '../scope.js'
import type { Traced } from '../trace.js'
import type { Connection } from './connection.js'
import { addresses, addressParts, fillTemplate } from './fill-template.js'

/**
 * Gives the variables that a link puts into its source: where the target is (`CONNECTION_<LINK>_HOST`, `_PORT` and `_URL`; lower case for Spin variables),
 * the values of `source.config`, and those of `source.secrets`. A target without ports has a host only.
 * What is configuration of a Wasm workload has no secrets in it: those are references of their own.
 */
export function connectionVariables(scope: Scope, connection: Connection, style: 'environment' | 'spin' | 'configuration'): readonly Env[] {
  const { trace } = scope
  const prefix = connectionPrefix(connection.name.value)
  const parts = connection.port === undefined ? (['host'] as const) : (['host', 'port', 'url'] as const)
  const known = parts.map((address) => {
    const name = `${prefix}${address.toUpperCase()}`
    return trace.build<Env>({
      name: trace.join(style === 'spin' ? name.toLowerCase() : name, connection.name),
      parts: addressParts(scope, connection, address),
    })
  })
  const { source, source_config } = connection.properties
  const config = source === undefined ? source_config : source.config
  return [
    ...known,
    ...(config ?? []).flatMap((entry) => configVariables(scope, connection, entry)),
    ...(style === 'configuration' ? [] : (source?.secrets ?? []).map((secret) => secretVariable(scope, secret))),
  ]
}

/** Configuration without values is stored elsewhere, and its keys are not known here. */
function configVariables(scope: Scope, connection: Connection, { properties = {} }: ConfigProperty): readonly Env[] {
  return Object.keys(properties).map((name) => {
    const value = scope.required(properties, name)
    return scope.trace.build<Env>({ name: scope.trace.join(name, value), ...textOf(scope, connection, value) })
  })
}

function textOf(scope: Scope, connection: Connection, template: Traced<string>): ReturnType<typeof fillTemplate> {
  return fillTemplate(scope, template, (variable) => {
    const address = addresses.find((name) => name === variable)
    return address === undefined ? targetValue(scope, connection, variable) : addressParts(scope, connection, address)
  })
}

/** Gives `${target.config.<key>}`; of several configurations with the key the last counts. What nobody asks for does nothing, and is reported as such. */
function targetValue(scope: Scope, { properties }: Connection, variable: string): Traced<string> | undefined {
  const { target, target_config } = properties
  const key = /^config\.(.+)$/s.exec(variable)?.[1]
  const list: readonly ConfigProperty[] = (typeof target === 'string' ? target_config : target.config) ?? []
  if (key === undefined) return undefined
  const holder = list.findLast((config) => config.properties !== undefined && Object.hasOwn(config.properties, key))
  return holder?.properties && scope.from(holder.properties, key)
}

/** A container has no secrets backend of wasmCloud's: the secret of the platform that `key` names, and its `field`, take its place (as wasmCloud's backend for Kubernetes has it). */
function secretVariable(scope: Scope, secret: SecretProperty): Env {
  const { trace } = scope
  const name = scope.required(secret.properties, 'key')
  return trace.build<Env>({
    name: scope.required(secret, 'name'),
    secret: trace.build<NonNullable<Env['secret']>>({ name, key: scope.from(secret.properties, 'field') ?? name }),
  })
}
