import type { ServiceMount } from '../compose-file.js'
import { entryOf } from '../container/entry-of.js'
import { bytes } from '../container/resources.js'
import { isUnprivileged } from '../container/security.js'
import { copiesOf } from '../ports/port-claims.js'
import { literal } from '../text.js'
import type { MountRequest } from './mounts.js'

/** Everybody may write, as in an emptyDir of Kubernetes; the sticky bit keeps users from each other's files. */
const everybody = 0o1777

/**
 * Gives the mount of scratch storage: memory where the manifest says so, else a volume. Containers of one workload share a named volume, copies do not.
 * For a container that does not run as root it is memory as well, because a new volume belongs to root.
 */
export function mountEmpty(request: MountRequest): ServiceMount {
  const { draft, workload, container, volume, mount } = request
  const isShared =
    [workload.main, ...workload.sidecars, ...workload.initContainers].filter(({ mounts }) =>
      mounts.some((other) => other.volume === volume.name),
    ).length > 1
  const inMemory = volume.medium === 'Memory'
  if (!isShared && (inMemory || isUnprivileged(workload, container))) return mountMemory(request, inMemory)

  if (inMemory) reportShared(request)
  if (volume.sizeLimit !== undefined) draft.context.unsupported('volume-size', volume, 'sizeLimit')
  const target = { target: literal(mount.path), read_only: mount.readOnly ? (true as const) : undefined }
  if (!isShared && copiesOf(workload) > 1) {
    reportWhole(request)
    return { type: 'volume', ...target, 'x-name': literal(volume.name) }
  }
  const part = mount.subPath === undefined ? [] : [mount.subPath]
  const name = entryOf(draft, 'volumes', 'scratch', draft.serviceOf(workload.id), volume.name, ...part)
  draft.volumes.set(name, {})
  return { type: 'volume', source: literal(name), ...target }
}

function mountMemory(request: MountRequest, isAsked: boolean): ServiceMount {
  const { volume, mount } = request
  reportWhole(request)
  return {
    type: 'tmpfs',
    target: literal(mount.path),
    read_only: mount.readOnly ? true : undefined,
    tmpfs: { size: volume.sizeLimit === undefined ? undefined : bytes(volume.sizeLimit), mode: isAsked ? undefined : everybody },
    'x-name': literal(volume.name),
  }
}

/** Nothing else of the volume is seen by anybody, so that a part of it is as good as the whole. */
function reportWhole({ draft, mount }: MountRequest): void {
  if (mount.subPath === undefined) return
  draft.context.fault(
    { code: 'target/sub-path', severity: 'info', message: 'compose mounts the whole volume, which is empty at first and nobody else sees' },
    mount,
    'subPath',
  )
}

function reportShared({ draft, volume }: MountRequest): void {
  draft.context.fault(
    {
      code: 'target/shared-memory',
      severity: 'warning',
      message: 'containers cannot share memory under compose, so the scratch storage is a volume',
    },
    volume,
    'medium',
  )
}
