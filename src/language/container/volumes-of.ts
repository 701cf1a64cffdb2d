import type { InitContainerTrait, PvcTrait, StorageProperties, StorageTrait, VolumeMounts } from '../../generated/application.js'
import { traitsOf } from '../../lattice/traits-of.js'
import type { Container } from '../is-container.js'

/** A volume of a component, and where its own container mounts it. */
export interface PlacedVolume {
  /** By which other containers of the component mount it. */
  readonly name: string
  /** What it holds; volumes of one name and one source are the same. */
  readonly source: string
  readonly mountPath?: string
  /** The map that names it. */
  readonly entry: object
  /** Key of its name in `entry`. */
  readonly nameKey: string
  /** Key of its path in `entry`. */
  readonly pathKey: string
}

/**
 * Gives the volumes of a component in the order in which KubeVela makes them: its properties (`volumeMounts`, else the old `volumes`), then its traits.
 * The trait `storage` puts the kind before the name (`pvc-data`); `init-container` makes an empty directory of its own.
 */
export function volumesOf(component: Container): PlacedVolume[] {
  const { volumeMounts, volumes = [] } = component.properties
  const own =
    volumeMounts === undefined
      ? volumes.map((entry) => volume(entry.name, [entry.type ?? 'emptyDir', entry.claimName, entry.cmName, entry.secretName], entry))
      : mounted(volumeMounts)
  return [...own, ...traitsOf(component, 'storage', 'pvc', 'init-container').flatMap(volumesOfTrait)]
}

function volumesOfTrait(trait: StorageTrait | PvcTrait | InitContainerTrait): PlacedVolume[] {
  switch (trait.type) {
    case 'storage':
      return stored(trait.properties ?? {})
    case 'pvc': {
      const { claimName, volumesToMount } = trait.properties
      return volumesToMount.map((entry) =>
        entry.devicePath === undefined
          ? volume(entry.name, ['pvc', claimName], entry)
          : { ...volume(entry.name, ['pvc', claimName], entry), mountPath: entry.devicePath, pathKey: 'devicePath' },
      )
    }
    case 'init-container': {
      const { mountName = 'workdir', appMountPath } = trait.properties
      return [
        {
          name: mountName,
          source: 'emptyDir',
          mountPath: appMountPath,
          entry: trait.properties,
          nameKey: 'mountName',
          pathKey: 'appMountPath',
        },
      ]
    }
  }
}

function mounted({ pvc = [], configMap = [], secret = [], emptyDir = [], hostPath = [] }: VolumeMounts): PlacedVolume[] {
  return [
    ...pvc.map((entry) => volume(entry.name, ['pvc', entry.claimName], entry)),
    ...configMap.map((entry) => volume(entry.name, ['configMap', entry.cmName], entry)),
    ...secret.map((entry) => volume(entry.name, ['secret', entry.secretName], entry)),
    ...emptyDir.map((entry) => volume(entry.name, ['emptyDir', entry.medium], entry)),
    ...hostPath.map((entry) => volume(entry.name, ['hostPath', entry.path], entry)),
  ]
}

function stored({ pvc = [], configMap = [], secret = [], emptyDir = [], hostPath = [] }: StorageProperties): PlacedVolume[] {
  return [
    ...pvc.map((entry) => volume(`pvc-${entry.name}`, ['pvc', entry.name], entry)),
    // without a path the data is there for the environment only
    ...configMap
      .filter(({ mountPath }) => mountPath !== undefined)
      .map((entry) => volume(`configmap-${entry.name}`, ['configMap', entry.name], entry)),
    ...secret
      .filter(({ mountPath }) => mountPath !== undefined)
      .map((entry) => volume(`secret-${entry.name}`, ['secret', entry.name], entry)),
    ...emptyDir.map((entry) => volume(`emptydir-${entry.name}`, ['emptyDir', entry.medium], entry)),
    ...hostPath.map((entry) => volume(`hostpath-${entry.name}`, ['hostPath', entry.path], entry)),
  ]
}

function volume(name: string, source: readonly (string | undefined)[], entry: { readonly mountPath?: string }): PlacedVolume {
  const { mountPath } = entry
  return {
    name,
    source: source.filter((part) => part).join(':'),
    ...(mountPath !== undefined && { mountPath }),
    entry,
    nameKey: 'name',
    pathKey: 'mountPath',
  }
}
