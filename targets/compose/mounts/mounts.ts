import type { Container, ContainerWorkload, Mount, Volume } from '../../../src/plan/plan.js'
import { isAboutMachines, isReadOnlyClaim } from '../../claim-modes.js'
import type { MountedFile, ServiceMount } from '../compose-file.js'
import type { Draft } from '../draft.js'
import { mountClaim } from './mount-claim.js'
import { mountEmpty } from './mount-empty.js'
import { mountFiles } from './mount-files.js'
import { mountHost } from './mount-host.js'

/** What one service mounts; exactly the lists that are there have an entry. */
export interface Mounts {
  readonly volumes?: readonly ServiceMount[]
  readonly configs?: readonly MountedFile[]
  readonly secrets?: readonly MountedFile[]
}

/** One mount of one container, with all that decides how Compose does it. */
export interface MountRequest {
  readonly draft: Draft
  readonly workload: ContainerWorkload
  readonly container: Container
  readonly service: string
  readonly volume: Volume
  readonly mount: Mount
}

/** Gives the mounts of a container (Compose spec, services.volumes, configs and secrets). */
export function mountsOf(draft: Draft, workload: ContainerWorkload, container: Container, service: string): Required<Mounts> {
  const volumes = new Map(workload.volumes.map((volume) => [volume.name, volume]))
  const found = container.mounts.flatMap((mount) => {
    const volume = volumes.get(mount.volume)
    return volume === undefined ? [] : [mountOf({ draft, workload, container, service, volume, mount })]
  })
  return {
    volumes: found.flatMap(({ volumes = [] }) => volumes),
    configs: found.flatMap(({ configs = [] }) => configs),
    secrets: found.flatMap(({ secrets = [] }) => secrets),
  }
}

/** Reports what volumes ask for that a Docker volume does not have. */
export function reportVolumes({ context }: Draft, { volumes }: ContainerWorkload): void {
  for (const volume of volumes) {
    if (volume.kind !== 'claim') continue
    if (isAboutMachines(volume.accessModes)) {
      const message = 'on one machine every container may mount a volume, whatever the access modes'
      context.fault({ code: 'target/no-effect', severity: 'info', message }, volume, 'accessModes')
    } else if (volume.accessModes !== undefined && !isReadOnlyClaim(volume))
      context.unsupported('volume-claim-settings', volume, 'accessModes')
    for (const key of ['size', 'sizeLimit', 'storageClass', 'volumeMode', 'claim'] as const)
      if (volume[key] !== undefined && volume[key] !== 'Filesystem') context.unsupported('volume-claim-settings', volume, key)
  }
}

function mountOf(request: MountRequest): Mounts {
  switch (request.volume.kind) {
    case 'claim':
      return { volumes: [mountClaim(request)] }
    case 'empty':
      return { volumes: [mountEmpty(request)] }
    case 'host':
      return { volumes: [mountHost(request)] }
    case 'config':
    case 'secret':
      return mountFiles(request)
  }
}
