import type { SpinLlmCompute, SpinRuntimeConfig as SpinRuntimeFields, SpinStore as StoreFields } from '../../generated/application.js'
import { planEnv } from '../container/env.js'
import type { SpinBackend, SpinRuntimeConfig, SpinStore } from '../plan.js'
import type { Scope } from '../scope.js'
import type { Shape } from '../trace.js'

/** Gives the stores, databases and models of a Spin application; a secret that holds them all takes their place (SpinKube, SpinApp `runtimeConfig`). */
export function planRuntimeConfig(scope: Scope, config: SpinRuntimeFields): SpinRuntimeConfig {
  const loadFromSecret = scope.from(config, 'loadFromSecret')
  const { keyValueStores = [], sqliteDatabases = [], llmCompute }: SpinRuntimeFields = loadFromSecret === undefined ? config : {}
  return scope.trace.build<SpinRuntimeConfig>({
    loadFromSecret,
    keyValueStores: keyValueStores.map((store) => storeOf(scope, store)),
    sqliteDatabases: sqliteDatabases.map((store) => storeOf(scope, store)),
    llmCompute: llmCompute && scope.trace.build<SpinBackend>(backendOf(scope, llmCompute)),
  })
}

function storeOf(scope: Scope, store: StoreFields): SpinStore {
  return scope.trace.build<SpinStore>({ name: scope.required(store, 'name'), ...backendOf(scope, store) })
}

function backendOf(scope: Scope, backend: SpinLlmCompute): Shape<SpinBackend> {
  return { type: scope.required(backend, 'type'), options: planEnv(scope, backend.options) }
}
