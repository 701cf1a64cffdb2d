import type { Volume } from '../../../../../src/plan/plan.js'
import { isAboutMachines, isReadOnlyClaim } from '../../../../claim-modes.js'
import type { EcsDraft } from '../../ecs-draft.js'
import type { Volume as TaskVolume } from '../../kinds.js'
import { use, variableName } from '../../use-variable.js'
import { addVolume, type MountPoint, prepareVolume } from '../task-draft.js'
import type { MountRequest } from './mounts-of.js'
import { volumeGroup } from './volume-group.js'

/**
 * Gives the mount of a claim: an EFS file system, encrypted on its way (ECS API, EFSVolumeConfiguration), or, by the option `claims`, an access point of one, which makes its folder itself.
 * Claims of one name are one file system, as they are one claim in a cluster.
 */
export function mountClaim(request: MountRequest): MountPoint {
  const { task, volume, mount } = request
  const claim = volume.source ?? volume.name
  const part = mount.subPath
  const isNew = !task.volumes.has(identityOf(claim, part))
  const name = addVolume(task, identityOf(claim, part), part === undefined ? volume.name : `${volume.name}-${part}`, {
    efsVolumeConfiguration: fileSystem(request, claim, part),
  })
  const group = volumeGroup(task.workload)
  if (isNew) reportClaim(task.draft, volume)
  if (isNew) reportCopies(request)
  if (isNew && group !== undefined && !isReadOnlyClaim(volume)) task.steps.push(['group', `${group}`, prepareVolume(task, name)])
  return { sourceVolume: name, containerPath: mount.path, readOnly: mount.readOnly || isReadOnlyClaim(volume) || undefined }
}

function identityOf(claim: string, part: string | undefined): string {
  return JSON.stringify(['claim', claim, part])
}

function fileSystem({ task, mount }: MountRequest, claim: string, part: string | undefined): TaskVolume['efsVolumeConfiguration'] {
  const { draft } = task
  const fileSystemId = use(draft, {
    name: variableName('FILE_SYSTEM', claim, 'ID'),
    kind: 'id',
    description: `id of the EFS file system for the claim ${claim}`,
  })
  if (draft.context.options['claims'] === 'access-points') {
    const accessPointId = use(draft, {
      name: variableName('ACCESS_POINT', claim, part ?? '', 'ID'),
      kind: 'id',
      description: `id of the EFS access point for ${part === undefined ? '' : `${part} of `}the claim ${claim}`,
    })
    return { fileSystemId, transitEncryption: 'ENABLED', authorizationConfig: { accessPointId } }
  }
  if (part === undefined) return { fileSystemId, transitEncryption: 'ENABLED' }
  draft.context.fault(
    {
      code: 'target/sub-path',
      severity: 'warning',
      message: `ECS makes no folder: \`${part}\` must exist in the file system of \`${claim}\` before \`${task.workload.id}\` starts`,
      help: 'make it, or use access points, which make theirs: `--set ecs.claims=access-points`',
    },
    mount,
    'subPath',
  )
  return { fileSystemId, rootDirectory: `/${part.replace(/^\/+/, '')}`, transitEncryption: 'ENABLED' }
}

/** Storage that one machine mounts is for one copy: Kubernetes gives each copy its own. */
function reportCopies({ task: { draft, workload }, volume }: MountRequest): void {
  const copies = workload.scale?.max ?? workload.replicas ?? 1
  if (volume.external || copies < 2 || volume.accessModes?.includes('ReadWriteMany') === true || isReadOnlyClaim(volume)) return
  draft.context.fault(
    {
      code: 'target/stateful-copies',
      severity: 'warning',
      message: `the ${copies} copies of \`${workload.id}\` share one file system \`${volume.name}\` under ECS: a program that keeps others from its files, such as a database, runs as one copy`,
      help: 'say `ReadWriteMany` where they may share it',
    },
    volume,
    'name',
  )
}

/** Reports what a claim asks for that a file system does not have. */
function reportClaim({ context }: EcsDraft, volume: Volume): void {
  const { accessModes } = volume
  if (accessModes !== undefined && isAboutMachines(accessModes)) {
    const message = 'every task may mount a file system of EFS, whatever the access modes'
    context.fault({ code: 'target/no-effect', severity: 'info', message }, volume, 'accessModes')
  } else if (accessModes !== undefined && !isReadOnlyClaim(volume)) context.unsupported('volume-claim-settings', volume, 'accessModes')
  for (const key of ['size', 'sizeLimit', 'storageClass', 'volumeMode', 'claim'] as const)
    if (volume[key] !== undefined && volume[key] !== 'Filesystem') context.unsupported('volume-claim-settings', volume, key)
}
