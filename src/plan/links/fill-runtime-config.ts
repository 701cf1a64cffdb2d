import type { Env, SpinBackend, SpinRuntimeConfig, SpinStore } from '../plan.js'
import type { Scope } from '../scope.js'
import type { Connection } from './connection.js'
import { type AddressParts, addresses, addressParts, fillTemplate } from './fill-template.js'

/**
 * Gives the runtime configuration of a Spin application with the addresses of its links: `${target.<link>.url}`, `.host` and `.port` in a value of an option,
 * and `${target.url}` and so on where there is one link only.
 */
export function fillRuntimeConfig(scope: Scope, config: SpinRuntimeConfig, connections: readonly Connection[]): SpinRuntimeConfig {
  const { trace } = scope
  const filled = ({ options }: SpinBackend) => ({ options: options.map((option) => fillOption(scope, option, connections)) })
  const fillStore = (store: SpinStore): SpinStore => trace.amend<SpinStore>(store, filled(store))
  return trace.amend<SpinRuntimeConfig>(config, {
    keyValueStores: config.keyValueStores.map(fillStore),
    sqliteDatabases: config.sqliteDatabases.map(fillStore),
    llmCompute: config.llmCompute && trace.amend<SpinBackend>(config.llmCompute, filled(config.llmCompute)),
  })
}

function fillOption(scope: Scope, option: Env, connections: readonly Connection[]): Env {
  const template = option.config === undefined ? scope.trace.held(option, 'value') : undefined
  if (template === undefined) return option
  const filled = fillTemplate(scope, template, (variable) => addressOf(scope, variable, connections))
  return scope.trace.amend<Env>(option, 'parts' in filled ? { value: undefined, parts: filled.parts } : filled)
}

function addressOf(scope: Scope, variable: string, connections: readonly Connection[]): AddressParts | undefined {
  const dot = variable.lastIndexOf('.')
  const address = addresses.find((name) => name === variable.slice(dot + 1))
  const link = dot < 0 ? connections.length === 1 && connections[0] : connections.find(({ name }) => name.value === variable.slice(0, dot))
  return address && link ? addressParts(scope, link, address) : undefined
}
