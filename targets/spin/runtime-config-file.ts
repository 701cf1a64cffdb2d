import type { Container, Env, Mount, Part, SpinWorkload, Volume } from '../../src/plan/plan.js'
import type { EmitContext } from '../target.js'
import { runtimeConfigToml, type TomlValue } from './runtime-config-toml.js'

/** What a container adds so that the Spin CLI has its runtime configuration, which it takes from a file only. */
export interface RuntimeConfigFile {
  readonly args: readonly string[]
  readonly volume: Volume
  readonly mount: Mount
  /** Writes the file where it has values that are known where it runs only. */
  readonly writer?: Container
}

const folder = '/runtime-config'
/** Name of the file, and the key of a secret that holds it as a whole (SpinKube). */
const file = 'runtime-config.toml'
const name = 'runtime-config'

/** Gives the file of a Spin application's stores, databases and models; nothing where it has none. `textOf` gives a value with addresses, when the workloads have their names. */
export function runtimeConfigFile(
  context: EmitContext,
  workload: SpinWorkload,
  textOf: (parts: readonly Part[]) => string,
): RuntimeConfigFile | undefined {
  const { runtimeConfig } = workload
  if (runtimeConfig === undefined) return undefined
  const { loadFromSecret, keyValueStores, sqliteDatabases, llmCompute } = runtimeConfig
  const common = { args: ['--runtime-config-file', `${folder}/${file}`], mount: { volume: name, path: folder, readOnly: true } }
  if (loadFromSecret !== undefined) {
    const volume: Volume = { name, kind: 'secret', source: loadFromSecret, external: true, items: [{ key: file, path: file }] }
    context.standsFor(volume, runtimeConfig, { source: 'loadFromSecret' })
    return { ...common, volume }
  }
  const options = [...keyValueStores, ...sqliteDatabases, ...(llmCompute ? [llmCompute] : [])].flatMap((backend) => backend.options)
  if (options.length + keyValueStores.length + sqliteDatabases.length === 0 && llmCompute === undefined) return undefined
  const later = options.filter(({ secret, config }) => secret !== undefined || (config !== undefined && config.value === undefined))
  const valueOfOption = (option: Env): TomlValue => {
    if (later.includes(option)) return { later: `VALUE_${later.indexOf(option)}` }
    return { text: option.parts ? textOf(option.parts) : (option.config?.value ?? option.value ?? '') }
  }
  const pieces = () => runtimeConfigToml(runtimeConfig, valueOfOption)
  if (later.length === 0) {
    const source = `${workload.application}-${workload.name}-${name}`
    const volume: Volume = {
      name,
      kind: 'config',
      source,
      external: false,
      get data() {
        return {
          [file]: pieces()
            .map((piece) => ('text' in piece ? piece.text : ''))
            .join(''),
        }
      },
    }
    return { ...common, volume }
  }
  return {
    ...common,
    volume: { name, kind: 'empty', external: false },
    writer: writerOf(context, later, pieces),
  }
}

/** Gives the container that writes the file before the application starts: the values that it puts in come as its environment. */
function writerOf(context: EmitContext, later: readonly Env[], pieces: () => ReturnType<typeof runtimeConfigToml>): Container {
  return {
    name,
    image: context.options['tools-image'] ?? '',
    get command() {
      const steps = pieces().map((piece, index) => ('text' in piece ? `printf %s "$TEXT_${index}"` : `value "$${piece.later}"`))
      return ['sh', '-euc', `${quoteValue}\n{\n${steps.map((step) => `  ${step}\n`).join('')}} >${folder}/${file}`]
    },
    get env() {
      return [
        ...pieces().flatMap((piece, index) => ('text' in piece ? [{ name: `TEXT_${index}`, value: piece.text }] : [])),
        ...later.map((option, index) => valueNamed(context, option, `VALUE_${index}`)),
      ]
    },
    ports: [],
    resources: { cpu: { request: 50 }, memory: { request: 32 } },
    mounts: [{ volume: name, path: folder, readOnly: false }],
  }
}

/** A basic string of several lines, where only these have to be escaped (TOML 1.0, "String"); the line break after the first quotes does not count. */
const quoteValue = `value() {
  printf '"""\\n'
  printf %s "$1" | sed -e 's/\\\\/\\\\\\\\/g' -e 's/"/\\\\"/g' -e 's/\\r/\\\\r/g'
  printf '"""'
}`

function valueNamed(context: EmitContext, option: Env, as: string): Env {
  const { secret, config } = option
  const env: Env = { name: as, ...(secret ? { secret } : config ? { config } : {}) }
  context.standsFor(env, option)
  return env
}
