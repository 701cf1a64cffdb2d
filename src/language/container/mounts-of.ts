import { traitsOf } from '../../lattice/traits-of.js'
import type { Container } from '../is-container.js'
import { volumesOf } from './volumes-of.js'

/** A path at which a container of a component has something mounted. */
export interface PlacedMount {
  readonly path: string
  readonly place: { readonly parent: object; readonly key: string }
}

/** Gives the mounts of a component, one list for each of its containers: its own, then sidecars and init containers in the order of its traits. */
export function mountsOf(component: Container): PlacedMount[][] {
  const own = volumesOf(component).flatMap(({ mountPath, entry, pathKey }) =>
    mountPath === undefined ? [] : [{ path: mountPath, place: { parent: entry, key: pathKey } }],
  )
  const added = traitsOf(component, 'sidecar', 'init-container').map((trait): PlacedMount[] => {
    if (trait.type === 'sidecar')
      return (trait.properties.volumes ?? []).map((volume) => ({ path: volume.path, place: { parent: volume, key: 'path' } }))
    const { initMountPath, extraVolumeMounts = [] } = trait.properties
    return [
      { path: initMountPath, place: { parent: trait.properties, key: 'initMountPath' } },
      ...extraVolumeMounts.map((mount) => ({ path: mount.mountPath, place: { parent: mount, key: 'mountPath' } })),
    ]
  })
  return [own, ...added]
}
