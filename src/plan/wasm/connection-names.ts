import type { Application, ConfigProperty, LinkTrait } from '../../generated/application.js'
import { isWasm } from '../../language/is-wasm.js'
import { configName } from '../../language/wadm/compute-component-id.js'
import { traitsOf } from '../../lattice/traits-of.js'

/**
 * Gives a name for the configuration that each link of a Wasm component may need: `<component>-<link>`, and a number after it where the lattice would store
 * it under the key of another (wadm 0.21 scaler/convert.rs: the key has no component in it).
 */
export function connectionNames({ metadata, spec }: Application): ReadonlyMap<LinkTrait, string> {
  const keyOf = (name: string): string => configName(metadata.name, { name, properties: {} })
  const taken = new Set(spec.components.flatMap(({ properties, traits }) => configNamesIn([properties, traits])).map(keyOf))
  const names = new Map<LinkTrait, string>()
  for (const component of spec.components.filter(isWasm)) {
    for (const link of traitsOf(component, 'link')) {
      const { name, target } = link.properties
      const plain = `${component.name}-${name ?? (typeof target === 'string' ? target : target.name)}`
      let free = plain
      for (let number = 2; taken.has(keyOf(free)); number++) free = `${plain}-${number}`
      taken.add(keyOf(free))
      names.set(link, free)
    }
  }
  return names
}

/** Whatever has the form of configuration, wherever it stands. */
function configNamesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, entry]) =>
    /^(?:config|source_config|target_config)$/.test(key) && Array.isArray(entry)
      ? entry.flatMap((config: Partial<ConfigProperty>) => config.name ?? [])
      : configNamesIn(entry),
  )
}
