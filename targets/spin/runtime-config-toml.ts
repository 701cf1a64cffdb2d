import type { Env, SpinBackend, SpinRuntimeConfig, SpinStore } from '../../src/plan/plan.js'
import { toToml } from '../../src/print/to-toml.js'

/** A value of the file: text that is known, or one that is put in where the application runs. */
export type TomlValue = { readonly text: string } | { readonly later: string }

/** A piece of the file: its text, or the TOML value of what is put in later. */
export type TomlPiece = { readonly text: string } | { readonly later: string }

/**
 * Gives the runtime configuration of a Spin application as SpinKube writes it (Spin, "Dynamic Application Configuration"), in pieces; none where there is nothing to say.
 * `valueOfOption` gives the value of an option.
 */
export function runtimeConfigToml(config: SpinRuntimeConfig, valueOfOption: (option: Env) => TomlValue): readonly TomlPiece[] {
  const { keyValueStores, sqliteDatabases, llmCompute } = config
  if (keyValueStores.length + sqliteDatabases.length === 0 && llmCompute === undefined) return []
  const mark = markFor(JSON.stringify(config))
  const later: string[] = []
  const textOf = (option: Env): string => {
    const value = valueOfOption(option)
    return 'text' in value ? value.text : `${mark}${later.push(value.later) - 1}`
  }
  const tableOf = ({ type, options }: SpinBackend) => ({
    type,
    ...Object.fromEntries(options.map((option) => [option.name, textOf(option)])),
  })
  const tablesOf = (stores: readonly SpinStore[]) =>
    stores.length === 0 ? undefined : Object.fromEntries(stores.map((store) => [store.name, tableOf(store)]))
  const toml = toToml({
    key_value_store: tablesOf(keyValueStores),
    sqlite_database: tablesOf(sqliteDatabases),
    llm_compute: llmCompute && tableOf(llmCompute),
  })
  return toml
    .split(new RegExp(`"${mark}(\\d+)"`))
    .map((piece, index) => (index % 2 === 0 ? { text: piece } : { later: later[Number(piece)] ?? '' }))
}

/** Gives a text that does not stand in the other. */
function markFor(text: string): string {
  let mark = '@variable-'
  while (text.includes(mark)) mark = `@${mark}`
  return mark
}
