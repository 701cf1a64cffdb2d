import type { Container, Mount, Volume } from '../../../../../src/plan/plan.js'
import type { ContainerDefinition } from '../../kinds.js'
import type { MountPoint, TaskDraft } from '../task-draft.js'
import { mountClaim } from './mount-claim.js'
import { mountEmpty } from './mount-empty.js'
import { mountFiles } from './mount-files.js'
import { mountHost } from './mount-host.js'

/** Memory that a container mounts (ECS API, Tmpfs). */
export type Tmpfs = NonNullable<NonNullable<ContainerDefinition['linuxParameters']>['tmpfs']>[number]

/** What a container mounts. */
export interface Mounts {
  readonly mountPoints: readonly MountPoint[]
  readonly tmpfs: readonly Tmpfs[]
}

/** One mount of one container, with all that decides how ECS does it. */
export interface MountRequest {
  readonly task: TaskDraft
  readonly container: Container
  readonly volume: Volume
  readonly mount: Mount
}

/** Gives the mounts of a container (ECS API, ContainerDefinition `mountPoints`), and sees to it that the task has their volumes. */
export function mountsOf(task: TaskDraft, container: Container): Mounts {
  const volumes = new Map(task.workload.volumes.map((volume) => [volume.name, volume]))
  const requests = container.mounts.flatMap((mount): readonly MountRequest[] => {
    const volume = volumes.get(mount.volume)
    return volume === undefined ? [] : [{ task, container, volume, mount }]
  })
  const found = requests.flatMap((request) => mountOf(request) ?? [])
  const files = mountFiles(task, requests.filter(isOfFiles))
  return {
    mountPoints: [...found.flatMap((entry) => ('sourceVolume' in entry ? [entry] : [])), ...files],
    tmpfs: found.flatMap((entry) => ('size' in entry ? [entry] : [])),
  }
}

function isOfFiles({ volume: { kind } }: MountRequest): boolean {
  return kind === 'config' || kind === 'secret'
}

function mountOf(request: MountRequest): MountPoint | Tmpfs | undefined {
  switch (request.volume.kind) {
    case 'claim':
      return mountClaim(request)
    case 'empty':
      return mountEmpty(request)
    case 'host':
      return mountHost(request)
    case 'config':
    case 'secret':
      return undefined
  }
}
