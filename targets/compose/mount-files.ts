import type { FileSource, MountedFile } from './compose-file.js'
import { isReadOnly } from './environment.js'
import type { MountRequest, Mounts } from './mounts.js'
import { entryName } from './names.js'
import { literal } from './text.js'
import { needVariable } from './variables.js'

/** A file of named data: which key, and where under the mount. */
interface File {
  readonly key: string
  readonly path: string
  readonly mode: number
  readonly modePlace: readonly [object, string]
  /** The entry of the plan that asks for it. */
  readonly place: readonly [object, string | number]
  /** Absent where the manifest does not carry the data. */
  readonly content?: string | undefined
}

/** What Compose gives a file where no mode is said, and what Kubernetes does. */
const composeMode = 0o444
const defaultMode = 0o644

/**
 * Gives the mounts of configuration or of a secret: one file for each key (Compose spec, configs and secrets).
 * Data that the manifest carries stands in the Compose file; the rest comes from the environment of whoever runs the project.
 * Where not even the keys are known, it is a folder beside the Compose file, which must be there.
 */
export function mountFiles(request: MountRequest): Mounts {
  const { draft, volume, mount } = request
  const kind = volume.kind === 'secret' ? 'secrets' : 'configs'
  const files = listFiles(request)
  if (mount.readOnly) reportCopies(request)
  if (files === undefined) return { volumes: [mountFolder(request, kind)] }
  const mounted = files.map((file): MountedFile => {
    const source = entryName(request.service, volume.name, file.path)
    draft[kind].set(source, sourceOf(request, kind, file))
    return { source, target: literal(targetOf(mount, file)), mode: modeOf(request, file) }
  })
  return { [kind]: mounted }
}

/** Gives the files that a mount shows; nothing where the keys are not known. */
function listFiles({ volume, mount }: MountRequest): readonly File[] | undefined {
  const { data, items, defaultMode: mode = defaultMode } = volume
  const all = items
    ? items.map(
        (item): File => ({
          key: item.key,
          path: item.path,
          mode: item.mode ?? mode,
          modePlace: item.mode === undefined ? [volume, 'defaultMode'] : [item, 'mode'],
          place: [item, 'key'],
          content: data?.[item.key],
        }),
      )
    : data &&
      Object.keys(data).map(
        (key): File => ({ key, path: key, mode, modePlace: [volume, 'defaultMode'], place: [data, key], content: data[key] }),
      )
  const { subPath } = mount
  if (subPath === undefined) return all
  if (all === undefined) return [{ key: subPath, path: subPath, mode, modePlace: [volume, 'defaultMode'], place: [mount, 'subPath'] }]
  return all.filter(({ path }) => path === subPath || path.startsWith(`${subPath}/`))
}

/** A file of this machine that is mounted keeps the mode that it has there. */
function modeOf({ draft, container }: MountRequest, { mode, modePlace }: File): string | undefined {
  if (!isReadOnly(container)) return mode === composeMode ? undefined : mode.toString(8).padStart(4, '0')
  draft.context.unsupported('file-mode', ...modePlace)
  return undefined
}

function targetOf({ path, subPath }: MountRequest['mount'], file: File): string {
  const rest = subPath === undefined ? file.path : file.path.slice(subPath.length + 1)
  return rest === '' ? path : `${path.replace(/\/$/, '')}/${rest}`
}

/** A service with a read-only root file system takes files only: Compose refuses to write anything else into it. */
function sourceOf(request: MountRequest, kind: 'configs' | 'secrets', file: File): FileSource {
  const { draft, volume, container, service } = request
  const { content } = file
  if (!isReadOnly(container)) {
    if (content !== undefined) return { content: literal(content) }
    return {
      environment: needVariable(draft, kind === 'secrets' ? 'secret' : 'configuration', volume.source ?? volume.name, file.key, file.place),
    }
  }
  if (content === undefined) {
    const path = `${kind}/${entryName(volume.source ?? volume.name)}/${entryName(file.key)}`
    draft.handed.set(path, { path, what: kind === 'secrets' ? 'secret' : 'configuration', source: volume.source ?? volume.name })
    return { file: literal(`./${path}`) }
  }
  const path = `${kind}/${service}/${entryName(volume.name)}/${entryName(file.path)}`
  draft.files.set(path, { path, text: content, executable: (file.mode & 0o111) !== 0 })
  return { file: literal(`./${path}`) }
}

function reportCopies({ draft, mount }: MountRequest): void {
  draft.context.fault(
    {
      code: 'target/no-effect',
      severity: 'info',
      message: 'under compose each container has files of its own from configuration and secrets, so `readOnly` changes nothing',
    },
    mount,
    'readOnly',
  )
}

function mountFolder({ draft, volume, mount }: MountRequest, kind: 'configs' | 'secrets') {
  const path = `${kind}/${entryName(volume.source ?? volume.name)}`
  draft.handed.set(path, { path, what: kind === 'secrets' ? 'secret' : 'configuration', source: volume.source ?? volume.name })
  return {
    type: 'bind' as const,
    source: literal(`./${path}`),
    target: literal(mount.path),
    read_only: true as const,
    bind: { create_host_path: false },
    'x-name': literal(volume.name),
  }
}
