import type { InitContainerProperties, SidecarProperties, Trait } from '../../generated/application.js'
import { traitsOf } from '../../lattice/traits-of.js'
import type { Container } from '../is-container.js'

/** One container of a component: its own, or one that a trait adds. */
export interface ContainerPart {
  readonly name: string
  readonly role: 'main' | 'sidecar' | 'init'
  /** Where its image, command and environment stand. */
  readonly settings: Container['properties'] | SidecarProperties | InitContainerProperties
  /** The entry that names it. */
  readonly place: { readonly parent: object; readonly key: 'name' }
  /** The trait that adds it. */
  readonly trait?: Trait
}

/** Gives the containers of a component: its own first, then sidecars and init containers in the order of its traits (KubeVela `sidecar`, `init-container`). */
export function containersOf(component: Container): ContainerPart[] {
  const own: ContainerPart = {
    name: component.name,
    role: 'main',
    settings: component.properties,
    place: { parent: component, key: 'name' },
  }
  const added = traitsOf(component, 'sidecar', 'init-container').map(
    (trait): ContainerPart => ({
      name: trait.properties.name,
      role: trait.type === 'sidecar' ? 'sidecar' : 'init',
      settings: trait.properties,
      place: { parent: trait.properties, key: 'name' },
      trait,
    }),
  )
  return [own, ...added]
}
