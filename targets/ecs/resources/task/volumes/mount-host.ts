import { launchTypeOf } from '../../launch-type.js'
import { addVolume, type MountPoint } from '../task-draft.js'
import type { MountRequest } from './mounts-of.js'

/** Gives the mount of a path of the machine (ECS API, HostVolumeProperties). Fargate has no machines. */
export function mountHost({ task, volume, mount }: MountRequest): MountPoint | undefined {
  const { context } = task.draft
  const { hostPath = '/', hostPathType } = volume
  const isMade = hostPathType === 'DirectoryOrCreate'
  const wayOut = 'run it on machines of the account: `--set ecs.launch-type=EC2`'
  if (launchTypeOf(task.draft) === 'FARGATE') {
    context.unsupported('volume-host', volume, 'hostPath', `Fargate has no machines; ${wayOut}`)
    if (hostPathType && !isMade) context.unsupported('volume-host-type', volume, 'hostPathType', `Fargate has no machines; ${wayOut}`)
    context.spokenOf(mount)
    return undefined
  }
  if (hostPathType && !isMade)
    context.fault(
      {
        code: 'target/unchecked-path',
        severity: 'warning',
        message: `ECS does not check what \`${hostPath}\` is on the machine: where nothing is, Docker makes a folder`,
      },
      volume,
      'hostPathType',
    )
  if (mount.propagation !== undefined && mount.propagation !== 'None')
    context.fault(
      {
        code: 'target/mount-propagation',
        severity: 'warning',
        message: `what is mounted below \`${hostPath}\` later is not seen: ECS passes no mounts on`,
      },
      mount,
      'propagation',
    )
  const sourcePath = mount.subPath === undefined ? hostPath : `${hostPath.replace(/\/$/, '')}/${mount.subPath}`
  const name = addVolume(task, `host ${sourcePath}`, mount.subPath === undefined ? volume.name : `${volume.name}-${mount.subPath}`, {
    host: { sourcePath },
  })
  return { sourceVolume: name, containerPath: mount.path, readOnly: mount.readOnly || undefined }
}
