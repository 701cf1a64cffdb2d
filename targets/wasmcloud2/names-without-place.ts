import type { Lattice, Placed } from './lattice.js'
import { placementsIn } from './placements-in.js'
import { providerLinks } from './provider-links.js'

/** Gives the names of a manifest that wasmCloud 2 has no place for: of spreads, of configuration and of links. */
export function namesWithoutPlace(lattice: Lattice, { components, group }: Placed): Readonly<Record<string, string>> {
  const spreads = components.flatMap((component) => placementsIn(component, group).map((placement) => placement.name))
  const configs = components.flatMap((component) => [
    ...component.config.map((config) => config.name),
    ...component.bindings.flatMap(({ config }) => config),
    ...providerLinks(lattice, component).flatMap(({ link }) => [...link.sourceConfig, ...link.targetConfig].map((config) => config.name)),
  ])
  const links = components.flatMap((component) => component.links.map((link) => link.name))
  return {
    ...listed('spread', spreads.filter(isSaid)),
    ...listed('config', configs),
    ...listed('link', links.filter(isSaid)),
  }
}

function listed(key: string, names: readonly string[]): Readonly<Record<string, string>> {
  return names.length === 0 ? {} : { [key]: [...new Set(names)].join(', ') }
}

/** What has no name in a manifest has this one (wadm 0.21). */
function isSaid(name: string): boolean {
  return name !== 'default'
}
