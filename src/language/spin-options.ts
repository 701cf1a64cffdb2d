import type { SpinOption, SpinRuntimeConfig } from '../generated/application.js'

/** Gives the options of all stores, databases and models of a Spin application; a secret that holds everything leaves none. */
export function spinOptions(config: SpinRuntimeConfig | undefined): readonly SpinOption[] {
  if (config === undefined || config.loadFromSecret !== undefined) return []
  const { keyValueStores = [], sqliteDatabases = [], llmCompute } = config
  return [...keyValueStores, ...sqliteDatabases, ...(llmCompute ? [llmCompute] : [])].flatMap(({ options = [] }) => options)
}
