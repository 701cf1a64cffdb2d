import type { Volume } from '../../../../../src/plan/plan.js'
import { defaultMemory } from '../../size/container-size.js'
import { addVolume, type MountPoint, prepareVolume, type TaskDraft } from '../task-draft.js'
import type { MountRequest, Tmpfs } from './mounts-of.js'
import { volumeGroup } from './volume-group.js'

/** Everybody may write, as in an emptyDir of Kubernetes; the sticky bit keeps users from each other's files. */
const everybody = '1777'

/** Gives the mount of scratch storage: memory of the container where the manifest says so, else a volume of the task, which all of its containers may share. A new volume belongs to root, so that its rights are set first. */
export function mountEmpty(request: MountRequest): MountPoint | Tmpfs {
  const { task, volume, mount } = request
  const isShared = mountCount(task, volume) > 1
  if (volume.medium === 'Memory' && !isShared) return mountMemory(request)
  if (volume.medium === 'Memory')
    task.draft.context.fault(
      {
        code: 'target/shared-memory',
        severity: 'warning',
        message: 'containers cannot share memory under ECS, so the scratch storage is a volume on disk',
      },
      volume,
      'medium',
    )
  if (volume.sizeLimit !== undefined) task.draft.context.unsupported('volume-size', volume, 'sizeLimit')
  const part = mount.subPath
  const name = addVolume(task, JSON.stringify(['empty', volume.name, part]), part === undefined ? volume.name : `${volume.name}-${part}`)
  const isNew = !task.prepared.has(name)
  const path = prepareVolume(task, name)
  const group = volumeGroup(task.workload)
  if (isNew && part !== undefined) reportPart(request)
  if (isNew) task.steps.push(['folder', everybody, path])
  if (isNew && group !== undefined) task.steps.push(['group', `${group}`, path])
  return { sourceVolume: name, containerPath: mount.path, readOnly: mount.readOnly || undefined }
}

/** ECS wants a size; Kubernetes takes as much memory as the container has. */
function mountMemory({ task, container, volume, mount }: MountRequest): Tmpfs {
  const { context } = task.draft
  const { memory } = container.resources
  const size = Math.ceil(volume.sizeLimit ?? memory?.limit ?? memory?.request ?? defaultMemory)
  if (volume.sizeLimit === undefined)
    context.fault(
      {
        code: 'target/assumed-size',
        severity: 'info',
        message: `the scratch storage \`${volume.name}\` in memory has ${size} MiB: ECS wants a size, and this is what the container has`,
        help: 'say `sizeLimit`',
      },
      volume,
      'medium',
    )
  const nameless = 'memory of a container has no name under ECS'
  context.fault({ code: 'target/no-effect', severity: 'info', message: nameless }, volume, 'name')
  if (mount.subPath !== undefined) {
    const message = 'ECS mounts the whole scratch storage, which is empty at first and nobody else sees'
    context.fault({ code: 'target/sub-path', severity: 'info', message }, mount, 'subPath')
  }
  return { containerPath: mount.path, size, mountOptions: mount.readOnly ? ['ro'] : undefined }
}

function reportPart({ task, volume, mount }: MountRequest): void {
  const { main, sidecars, initContainers } = task.workload
  const isMountedWhole = [main, ...sidecars, ...initContainers].some(({ mounts }) =>
    mounts.some((other) => other.volume === volume.name && other.subPath === undefined),
  )
  if (!isMountedWhole) return
  task.draft.context.fault(
    {
      code: 'target/sub-path',
      severity: 'warning',
      message: `ECS mounts no part of a volume: \`${mount.subPath}\` is a volume of its own, and nothing of it is seen where the whole of \`${volume.name}\` is mounted`,
    },
    mount,
    'subPath',
  )
}

function mountCount({ workload: { main, sidecars, initContainers } }: TaskDraft, { name }: Volume): number {
  return [main, ...sidecars, ...initContainers].filter(({ mounts }) => mounts.some(({ volume }) => volume === name)).length
}
