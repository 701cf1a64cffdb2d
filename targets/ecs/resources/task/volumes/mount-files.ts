import type { Container } from '../../../../../src/plan/plan.js'
import { addVolume, type MountPoint, prepareVolume, type TaskDraft } from '../task-draft.js'
import { addFileValue } from './file-value.js'
import { type FileEntry, filesOf } from './files-of.js'
import type { MountRequest } from './mounts-of.js'
import { volumeGroup } from './volume-group.js'

/** The files that a container sees in one folder, and a name for the volume that holds them. */
interface Folder {
  readonly name: string
  readonly files: FileEntry[]
}

/**
 * Gives the mounts of files from configuration and secrets: a volume for each folder, which is filled before the containers start.
 * ECS mounts folders only, so that a single file brings the folder that it is in, and files of several volumes in one folder share a volume.
 */
export function mountFiles(task: TaskDraft, requests: readonly MountRequest[]): readonly MountPoint[] {
  const folders = new Map<string, Folder>()
  for (const request of requests) {
    const { volume, mount } = request
    if (mount.readOnly) reportReadOnly(request)
    const files = filesOf(request)
    const isSingle = files.length === 1 && files[0]?.path === ''
    const target = isSingle ? parentOf(mount.path) : mount.path
    if (isSingle && !checkParent(request, target)) continue
    const named = files.map((file) => (isSingle ? { ...file, path: nameOf(mount.path) } : file))
    const folder = folders.get(target) ?? { name: isSingle ? `${volume.name}-file` : volume.name, files: [] }
    folder.files.push(...named)
    folders.set(target, folder)
  }
  return [...folders].map(([containerPath, folder]) => ({
    sourceVolume: volumeOf(task, folder, containerPath),
    containerPath,
    readOnly: true,
  }))
}

/** Containers that see the same files share their volume; the first of them says what a file is called. */
function volumeOf(task: TaskDraft, { name, files }: Folder, mounted: string): string {
  const identity = JSON.stringify(['files', ...files.map(({ path, mode, source }) => [path, mode, source.identity])])
  const known = task.volumes.get(identity)?.name
  if (known !== undefined) return known
  const volume = addVolume(task, identity, name)
  const folder = prepareVolume(task, volume)
  for (const { path, mode, source } of files) {
    const variable = addFileValue(task, source, path === undefined ? mounted : `${mounted.replace(/\/$/, '')}/${path}`)
    const octal = mode.toString(8).padStart(4, '0')
    task.steps.push(path === undefined ? ['files', folder, octal, variable] : ['file', `${folder}/${path}`, octal, variable])
  }
  const group = volumeGroup(task.workload)
  if (group !== undefined) task.steps.push(['group', `${group}`, folder])
  return volume
}

/** A single file hides what the image has beside it; nothing can be mounted in the place of the root. */
function checkParent({ task, container, mount }: MountRequest, folder: string): boolean {
  const { fault } = task.draft.context
  const isPossible = folder !== '/' && !isMounted(container, folder)
  if (!isPossible)
    fault(
      {
        code: 'target/single-file',
        severity: 'error',
        message: `ECS mounts folders only, and \`${folder}\` cannot be mounted for the file \`${mount.path}\` alone`,
        help: 'mount the file in a folder of its own',
      },
      mount,
      'path',
    )
  else
    fault(
      {
        code: 'target/single-file',
        severity: 'warning',
        message: `ECS mounts folders only: whatever else the image of \`${container.name}\` has in \`${folder}\` is hidden by the file \`${mount.path}\``,
        help: 'mount the file in a folder of its own, and tell the program where it is',
      },
      mount,
      'path',
    )
  return isPossible
}

/** A folder that holds other storage already. */
function isMounted({ mounts }: Container, folder: string): boolean {
  return mounts.some(({ path, subPath }) => path.replace(/\/+$/, '') === folder && subPath === undefined)
}

function reportReadOnly({ task, mount }: MountRequest): void {
  const message = 'files from configuration and secrets are read-only under ECS, so `readOnly` changes nothing'
  task.draft.context.fault({ code: 'target/no-effect', severity: 'info', message }, mount, 'readOnly')
}

function parentOf(path: string): string {
  return path.replace(/\/+$/, '').replace(/\/[^/]*$/, '') || '/'
}

function nameOf(path: string): string {
  return path.replace(/\/+$/, '').replace(/^.*\//, '')
}
