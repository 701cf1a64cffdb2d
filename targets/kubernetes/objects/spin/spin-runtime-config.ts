import type { Env, SpinBackend, SpinStore, SpinWorkload } from '../../../../src/plan/plan.js'
import { some } from '../../../some.js'
import type { ObjectDraft } from '../object-draft.js'
import { entryValue } from '../pod/env.js'
import { needSecret } from '../pod/needs.js'
import type { SpinAppBackend, SpinAppRuntimeConfig, SpinAppStore } from './spin-app.js'

/** Where the operator mounts the file that it makes, and the key of a secret that holds it as a whole (SpinKube). */
const path = '/runtime-config.toml'
const key = 'runtime-config.toml'

/** Gives the stores, databases and models of a Spin application (SpinApp, `runtimeConfig`); the operator reads the secrets in it and writes them to a secret of its own. */
export function spinRuntimeConfig(draft: ObjectDraft, workload: SpinWorkload): SpinAppRuntimeConfig | undefined {
  const { runtimeConfig } = workload
  if (runtimeConfig === undefined) return undefined
  const { loadFromSecret, keyValueStores, sqliteDatabases, llmCompute } = runtimeConfig
  if (loadFromSecret !== undefined) {
    needSecret(draft, workload, loadFromSecret, key, [runtimeConfig, 'loadFromSecret'], asFile)
    return { loadFromSecret }
  }
  if (keyValueStores.length + sqliteDatabases.length === 0 && llmCompute === undefined) return undefined
  const storesOf = (stores: readonly SpinStore[]): readonly SpinAppStore[] | undefined =>
    some(stores.map((store) => ({ name: store.name, ...backendOf(draft, workload, store) })))
  return {
    keyValueStores: storesOf(keyValueStores),
    sqliteDatabases: storesOf(sqliteDatabases),
    llmCompute: llmCompute && backendOf(draft, workload, llmCompute),
  }
}

/** Gives the options of all stores and models. */
export function runtimeOptions({ runtimeConfig }: SpinWorkload): readonly Env[] {
  if (runtimeConfig === undefined) return []
  const { keyValueStores, sqliteDatabases, llmCompute } = runtimeConfig
  return [...keyValueStores, ...sqliteDatabases, ...(llmCompute ? [llmCompute] : [])].flatMap(({ options }) => options)
}

const asFile = { kind: 'file', name: path } as const

function backendOf(draft: ObjectDraft, workload: SpinWorkload, { type, options }: SpinBackend): SpinAppBackend {
  return { type, options: some(options.map((option) => ({ name: option.name, ...entryValue(draft, workload, option, asFile) }))) }
}
