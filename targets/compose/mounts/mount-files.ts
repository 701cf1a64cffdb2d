import type { FileSource, MountedFile, ServiceMount } from '../compose-file.js'
import { entryOf } from '../container/entry-of.js'
import { isReadOnly } from '../container/environment.js'
import { entryName } from '../names.js'
import { literal } from '../text.js'
import { needVariable } from '../variables.js'
import type { MountRequest, Mounts } from './mounts.js'

/** A file of named data: under which path below the mount, and the entry of the plan that says which key it is. */
interface File {
  readonly path: string
  readonly place: readonly [object, string]
  readonly item?: { readonly key: string; readonly mode?: number }
}

/** What Compose gives a file where no mode is said, and what Kubernetes does. */
const composeMode = 0o444
const kubernetesMode = 0o644

/** The modes of files that mc writes. */
const writtenModes: ReadonlySet<number> = new Set([0o644, 0o755])

/**
 * Gives the mounts of configuration or of a secret: one file for each key (Compose spec, configs and secrets).
 * Data that the manifest carries stands in the Compose file; the rest comes from the environment of whoever runs the project.
 * Where not even the keys are known, it is a folder beside the Compose file, which must be there.
 */
export function mountFiles(request: MountRequest): Mounts {
  const { draft, volume, mount } = request
  const kind = volume.kind === 'secret' ? 'secrets' : 'configs'
  if (mount.readOnly) reportCopies(request)
  const files = listFiles(request)
  if (files === undefined) return { volumes: [mountFolder(request, kind)] }
  const mounted = files.map((file): MountedFile => {
    const source = entryOf(draft, kind, 'file', request.service, volume.name, file.path)
    draft[kind].set(source, sourceOf(request, kind, file))
    return { source, target: literal(targetOf(mount, file)), mode: modeOf(request, file) }
  })
  return { [kind]: mounted }
}

/** Gives the files that a mount shows; nothing where the keys are not known. */
function listFiles({ volume, mount }: MountRequest): readonly File[] | undefined {
  const { data, items } = volume
  const { subPath } = mount
  const all = items
    ? items.map((item): File => ({ path: item.path, place: [item, 'key'], item }))
    : data && Object.keys(data).map((key): File => ({ path: key, place: [data, key] }))
  if (subPath === undefined) return all
  if (all === undefined) return [{ path: subPath, place: [mount, 'subPath'] }]
  return all.filter(({ path }) => path === subPath || path.startsWith(`${subPath}/`))
}

function targetOf({ path, subPath }: MountRequest['mount'], file: File): string {
  const rest = subPath === undefined ? file.path : file.path.slice(subPath.length + 1)
  return rest === '' ? path : `${path.replace(/\/$/, '')}/${rest}`
}

/**
 * Tells whether a file must lie on this machine and be mounted: Compose writes nothing else into a container with a read-only root file system,
 * and takes configuration without content for the folder of the project.
 */
function isMounted({ volume, container }: MountRequest, file: File): boolean {
  return isReadOnly(container) || volume.data?.[keyOf(file)] === ''
}

function keyOf({ item, path }: File): string {
  return item?.key ?? path
}

/** A file of this machine that is mounted keeps the mode that it has there. */
function modeOf(request: MountRequest, file: File): string | undefined {
  const { draft, volume } = request
  const { item } = file
  const hasOwn = item?.mode !== undefined
  if (isMounted(request, file)) {
    if (!isWritten(request, file) || !writtenModes.has(fileMode(volume, item)))
      draft.context.unsupported('file-mode', hasOwn ? item : volume, hasOwn ? 'mode' : 'defaultMode')
    return undefined
  }
  const mode = fileMode(volume, item)
  return mode === composeMode ? undefined : mode.toString(8).padStart(4, '0')
}

/** Tells whether mc itself writes the file that is mounted, as executable or not. */
function isWritten({ volume }: MountRequest, file: File): boolean {
  return volume.data?.[keyOf(file)] !== undefined
}

function fileMode(volume: MountRequest['volume'], item: File['item']): number {
  return item?.mode ?? volume.defaultMode ?? kubernetesMode
}

function sourceOf(request: MountRequest, kind: 'configs' | 'secrets', file: File): FileSource {
  const { draft, volume, service } = request
  const { path, place, item } = file
  const key = keyOf(file)
  const content = volume.data?.[key]
  const what = kind === 'secrets' ? 'secret' : 'configuration'
  const source = volume.source ?? volume.name
  const as = { kind: 'file', name: targetOf(request.mount, file) } as const
  if (!isMounted(request, file))
    return content === undefined ? { environment: needVariable(draft, what, source, key, place, as) } : { content: literal(content) }
  if (content === undefined) {
    const handed = `${kind}/${entryName(source)}/${entryName(key)}`
    draft.handed.set(handed, { path: handed, what, source })
    draft.context.outside({ what, source, key, path: handed, as }, ...place)
    return { file: literal(`./${handed}`) }
  }
  const written = `${kind}/${service}/${entryName(volume.name)}/${entryName(path)}`
  draft.files.set(written, { path: written, text: content, executable: (fileMode(volume, item) & 0o111) !== 0 })
  return { file: literal(`./${written}`) }
}

function reportCopies({ draft, mount }: MountRequest): void {
  const message = 'under compose each container has files of its own from configuration and secrets, so `readOnly` changes nothing'
  draft.context.fault({ code: 'target/no-effect', severity: 'info', message }, mount, 'readOnly')
}

function mountFolder({ draft, volume, mount }: MountRequest, kind: 'configs' | 'secrets'): ServiceMount {
  const source = volume.source ?? volume.name
  const path = `${kind}/${entryName(source)}`
  const what = kind === 'secrets' ? 'secret' : 'configuration'
  draft.handed.set(path, { path, what, source })
  draft.context.outside(
    { what, source, path, as: { kind: 'file', name: mount.path } },
    volume,
    volume.source === undefined ? 'name' : 'source',
  )
  return {
    type: 'bind',
    source: literal(`./${path}`),
    target: literal(mount.path),
    read_only: true,
    bind: { create_host_path: false },
    'x-name': literal(volume.name),
  }
}
