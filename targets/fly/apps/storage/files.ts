import type { Container, ContainerWorkload, Mount, Volume } from '../../../../src/plan/plan.js'
import type { FlyMachineFile } from '../../fly-machine.js'
import { needSecret } from '../container/need-secret.js'
import type { FlyDraft, FlyLocalFile, FlySecret } from '../fly-draft.js'
import { refuses } from '../loses.js'
import { fileName } from './file-name.js'

/** Files that a container gets from configuration and secrets. */
export interface Files {
  readonly files: readonly FlyMachineFile[]
  /** Those that the manifest has the content of, beside fly.toml. */
  readonly local: readonly FlyLocalFile[]
  readonly needed: readonly FlySecret[]
}

/** A file of named data: its path below the mount, its key, and the entry of the plan that says so. */
interface Entry {
  readonly path: string
  readonly key: string
  readonly mode?: number | undefined
  readonly place: readonly [object, string]
}

/**
 * Gives the files that a container mounts from configuration and secrets, one for each key (fly.toml, `files`; fly-go, `File`). A secret of the app holds the Base64 of what the manifest has no content of.
 * Every container has files of its own, which it may change for itself.
 */
export function filesOf(draft: FlyDraft, workload: ContainerWorkload, container: Container): Files {
  const found: { files: FlyMachineFile[]; local: FlyLocalFile[]; needed: FlySecret[] } = { files: [], local: [], needed: [] }
  for (const mount of container.mounts) {
    const volume = workload.volumes.find(({ name }) => name === mount.volume)
    if (volume?.kind !== 'config' && volume?.kind !== 'secret') continue
    if (mount.readOnly) reportOwn(draft, mount)
    for (const entry of entriesOf(draft, volume, mount)) {
      const guest_path = pathOf(mount, entry)
      const mode = entry.mode ?? volume.defaultMode ?? usualMode
      const content = volume.kind === 'config' ? volume.data?.[entry.key] : undefined
      if (content === undefined) {
        const asked = { name: volume.source ?? volume.name, key: entry.key, place: entry.place }
        const secret = needSecret(
          draft,
          volume.kind === 'secret' ? 'secret' : 'configuration',
          asked,
          { kind: 'file', name: guest_path },
          true,
        )
        found.needed.push(secret)
        found.files.push({ guest_path, secret_name: secret.name, mode })
      } else {
        const path = `files/${fileName(volume.name)}/${fileName(entry.path)}`
        found.local.push({ path, text: content })
        found.files.push({ guest_path, local_path: path, mode })
      }
    }
  }
  return found
}

/** Mode of files where none is said (KubeVela); items have 0777. */
export const usualMode = 0o644

/** Tells whether a manifest chooses a mode that Fly.io does not give by itself. */
export function choosesModes({ volumes }: ContainerWorkload): boolean {
  const isOwn = (mode: number | undefined): boolean => mode !== undefined && mode !== usualMode && mode !== 0o777
  return volumes.some(
    ({ kind, defaultMode, items }) =>
      (kind === 'config' || kind === 'secret') && (isOwn(defaultMode) || (items?.some(({ mode }) => isOwn(mode)) ?? false)),
  )
}

function entriesOf(draft: FlyDraft, volume: Volume, mount: Mount): readonly Entry[] {
  const { items, data } = volume
  const { subPath } = mount
  const all: readonly Entry[] | undefined = items
    ? items.map((item) => ({ path: item.path, key: item.key, mode: item.mode, place: [item, 'key'] }))
    : data && Object.keys(data).map((key) => ({ path: key, key, place: [data, key] }))
  if (subPath !== undefined) {
    if (all === undefined) return [{ path: subPath, key: subPath, place: [mount, 'subPath'] }]
    return all.filter(({ path }) => path === subPath || path.startsWith(`${subPath}/`))
  }
  if (all !== undefined) return all
  refuses(
    draft,
    volume.kind === 'secret' ? 'volume-secret' : 'volume-config',
    volume,
    volume.source === undefined ? 'name' : 'source',
    `nobody knows which keys \`${volume.source ?? volume.name}\` has; \`items\` names them`,
  )
  return []
}

function pathOf({ path, subPath }: Mount, entry: Entry): string {
  const rest = subPath === undefined ? entry.path : entry.path.slice(subPath.length + 1)
  return rest === '' ? path : `${path.replace(/\/$/, '')}/${rest}`
}

function reportOwn({ context }: FlyDraft, mount: Mount): void {
  const message = 'on Fly.io each container has files of its own from configuration and secrets, so `readOnly` changes nothing'
  context.fault({ code: 'target/no-effect', severity: 'info', message }, mount, 'readOnly')
}
