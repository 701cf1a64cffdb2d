import type { ServiceMount } from '../compose-file.js'
import { literal } from '../text.js'
import type { MountRequest } from './mounts.js'

const propagations = { None: 'rprivate', HostToContainer: 'rslave', Bidirectional: 'rshared' }

/** Gives the mount of a path of the machine (Compose spec, services.volumes, type `bind`). */
export function mountHost({ draft, volume, mount }: MountRequest): ServiceMount {
  const { hostPath = '/', hostPathType } = volume
  const isMade = hostPathType === 'DirectoryOrCreate'
  if (hostPathType && !isMade) draft.context.unsupported('volume-host-type', volume, 'hostPathType')
  return {
    type: 'bind',
    source: literal(mount.subPath === undefined ? hostPath : `${hostPath.replace(/\/$/, '')}/${mount.subPath}`),
    target: literal(mount.path),
    read_only: mount.readOnly ? true : undefined,
    bind: { create_host_path: isMade, propagation: mount.propagation && propagations[mount.propagation] },
    'x-name': literal(volume.name),
  }
}
