import type { V1VolumeDevice, V1VolumeMount } from '@kubernetes/client-node'
import type { Container, ContainerWorkload, Mount, Volume } from '../../../../src/plan/plan.js'
import type { Wire } from '../kinds.js'
import { dnsLabel } from '../names.js'
import type { ObjectDraft } from '../object-draft.js'

/** Gives where a container mounts its volumes (Kubernetes API, core/v1 VolumeMount). */
export function mountsOf({ context }: ObjectDraft, workload: ContainerWorkload, container: Container): readonly Wire<V1VolumeMount>[] {
  return mountedBy(workload, container)
    .filter(({ volume }) => !isDevice(volume))
    .map(({ volume, mount }) => {
      if (mount.propagation === 'Bidirectional' && container.security?.privileged !== true)
        context.fault(
          {
            code: 'target/needs-privileged',
            severity: 'error',
            message: `\`${container.name}\` shows its mounts to the machine, which Kubernetes allows a privileged container alone`,
            help: 'use `HostToContainer`, or make the container `privileged`',
          },
          mount,
          'propagation',
        )
      return {
        name: dnsLabel(volume.name),
        mountPath: mount.path,
        subPath: mount.subPath,
        readOnly: mount.readOnly ? true : undefined,
        mountPropagation: mount.propagation === 'None' ? undefined : mount.propagation,
      }
    })
}

/** Gives the devices that a container sees: a claim for a block device has no file system to mount (Kubernetes API, core/v1 VolumeDevice). */
export function devicesOf(workload: ContainerWorkload, container: Container): readonly Wire<V1VolumeDevice>[] {
  return mountedBy(workload, container)
    .filter(({ volume }) => isDevice(volume))
    .map(({ volume, mount }) => ({ name: dnsLabel(volume.name), devicePath: mount.path }))
}

/** Gives the mounts of a container with their volumes. */
export function mountedBy(
  { volumes }: ContainerWorkload,
  { mounts }: Container,
): readonly { readonly volume: Volume; readonly mount: Mount }[] {
  const known = new Map(volumes.map((volume) => [volume.name, volume]))
  return mounts.flatMap((mount) => {
    const volume = known.get(mount.volume)
    return volume === undefined ? [] : [{ volume, mount }]
  })
}

function isDevice({ kind, volumeMode }: Volume): boolean {
  return kind === 'claim' && volumeMode === 'Block'
}
