import type { Application, Component, ConfigProperty, LinkProperties } from '../generated/application.js'
import { traitsOf } from '../lattice/traits-of.js'
import { isWasm } from './is-wasm.js'

/** A link of which a container or a Spin application is at least one end: its variables become environment, variables, or configuration in its source. */
export interface ContainerLink {
  readonly source: Component
  readonly properties: LinkProperties
  /** Of the link, else of its target. */
  readonly name: string
  /** Absent where the manifest has no component of that name. */
  readonly target?: Component
  /** Configuration of the source; the old form counts where `source` is absent. */
  readonly sourceConfig: readonly ConfigProperty[]
  readonly targetConfig: readonly ConfigProperty[]
}

/** Gives the links of an application that do not lead from one WebAssembly component or provider to another, in the order of the manifest. */
export function containerLinks({ spec }: Application): ContainerLink[] {
  const byName = new Map(spec.components.map((component) => [component.name, component]))
  return spec.components.flatMap((source) =>
    traitsOf(source, 'link').flatMap(({ properties }): ContainerLink[] => {
      const { target: said, source: own, source_config, target_config } = properties
      const targetName = typeof said === 'string' ? said : said.name
      const target = byName.get(targetName)
      if (isWasm(source) && (target === undefined || isWasm(target))) return []
      const link = {
        source,
        properties,
        name: properties.name ?? targetName,
        ...(target && { target }),
        sourceConfig: (own === undefined ? source_config : own.config) ?? [],
        targetConfig: (typeof said === 'string' ? target_config : said.config) ?? [],
      }
      return [link]
    }),
  )
}
