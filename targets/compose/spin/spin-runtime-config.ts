import type { Env, SpinRuntimeConfig, SpinWorkload } from '../../../src/plan/plan.js'
import { runtimeConfigToml, type TomlValue } from '../../spin/runtime-config-toml.js'
import type { MountedFile } from '../compose-file.js'
import { plainPart } from '../container/environment.js'
import type { Draft } from '../draft.js'
import { entryName } from '../names.js'
import { concat, literal, type Text, variable } from '../text.js'
import { needSecret, needVariable } from '../variables.js'

/** What a service adds so that the Spin CLI has its runtime configuration. */
export interface RuntimeConfigFile {
  readonly args: readonly string[]
  readonly configs: readonly MountedFile[]
  readonly secrets: readonly MountedFile[]
}

/** Where the file lies in the container, and the key of a secret that holds it as a whole (SpinKube). */
const path = '/runtime-config.toml'
const key = 'runtime-config.toml'

/**
 * Gives the file of a Spin application's stores, databases and models (Spin, "Dynamic Application Configuration"; its settings come from a file only).
 * The values of secrets are put in by Compose from the environment of whoever runs it, and the service does not start while one is not set.
 */
export function runtimeConfigOf(draft: Draft, { id, runtimeConfig }: SpinWorkload): RuntimeConfigFile | undefined {
  if (runtimeConfig === undefined) return undefined
  const args = ['--runtime-config-file', path]
  const { loadFromSecret } = runtimeConfig
  if (loadFromSecret !== undefined) {
    const source = needSecret(draft, loadFromSecret, key, [runtimeConfig, 'loadFromSecret'], { kind: 'file', name: path })
    return { args, configs: [], secrets: [{ source, target: literal(path) }] }
  }
  const source = entryName(draft.serviceOf(id), key)
  const guards = new Set<string>()
  const content = printConfig(runtimeConfig, (option) => optionValue(draft, option, guards))
  if (content === undefined) return undefined
  draft.configs.set(source, { content })
  return { args, configs: [{ source, target: literal(path) }], secrets: [...guards].map((guard) => ({ source: guard })) }
}

/** What the variables of options are for. */
const asFile = { kind: 'file', name: path } as const

function optionValue(draft: Draft, { value, parts, secret, config }: Env, guards: Set<string>): TomlValue {
  if (parts !== undefined) return { text: parts.map((part) => plainPart(draft, part)).join('') }
  if (secret !== undefined) {
    guards.add(needSecret(draft, secret.name, secret.key, [secret, 'name'], asFile))
    return { later: needVariable(draft, 'secret', secret.name, secret.key, [secret, 'name'], asFile) }
  }
  if (config === undefined) return { text: value ?? '' }
  return config.value === undefined
    ? { later: needVariable(draft, 'configuration', config.name, config.key, [config, 'name'], asFile) }
    : { text: config.value }
}

/** A value that Compose fills in stands between three apostrophes, where TOML reads no escapes; the line break after the first three does not count. */
function printConfig(config: SpinRuntimeConfig, valueOfOption: (option: Env) => TomlValue): Text | undefined {
  const pieces = runtimeConfigToml(config, valueOfOption)
  if (pieces.length === 0) return undefined
  return concat(
    pieces.flatMap((piece) => ('text' in piece ? [literal(piece.text)] : [literal("'''\n"), variable(piece.later), literal("'''")])),
  )
}
