import type { Container, ContainerWorkload, Mount, Volume } from '../../../../src/plan/plan.js'
import { base64 } from '../../../base64.js'
import type { FlyMachineFile } from '../../fly-machine.js'
import type { FlyFile } from '../../fly-toml.js'
import { needSecret } from '../container/need-secret.js'
import type { FlyDraft, FlyLocalFile, FlySecret } from '../fly-draft.js'
import { refuses } from '../loses.js'
import { fileName } from './file-name.js'

/** A file of a container: its content, or the secret of the app that brings it. */
export interface ContainerFile {
  readonly path: string
  readonly mode: number
  readonly content: string | FlySecret
  /** Of a file beside fly.toml that has the content. */
  readonly local: string
}

/** A file of named data: its path below the mount, its key, and the entry of the plan that says so. */
interface Entry {
  readonly path: string
  readonly key: string
  readonly mode?: number | undefined
  readonly place: readonly [object, string]
}

/**
 * Gives the files that a container mounts from configuration and secrets, one for each key. A secret of the app brings what the manifest has no content of.
 * Every container has files of its own, which it may change for itself.
 */
export function filesOf(draft: FlyDraft, workload: ContainerWorkload, container: Container): readonly ContainerFile[] {
  return container.mounts.flatMap((mount) => {
    const volume = workload.volumes.find(({ name }) => name === mount.volume)
    if (volume?.kind !== 'config' && volume?.kind !== 'secret') return []
    if (mount.readOnly) reportOwn(draft, mount)
    if (volume.items !== undefined && volume.defaultMode !== undefined) reportMode(draft, volume)
    return entriesOf(draft, volume, mount).map((entry): ContainerFile => {
      const path = pathOf(mount, entry)
      const mode = entry.mode ?? volume.defaultMode ?? usualMode
      const content = (volume.kind === 'config' ? volume.data?.[entry.key] : undefined) ?? secretOf(draft, volume, entry, path)
      return { path, mode, content, local: `files/${fileName(volume.name)}/${fileName(entry.path)}` }
    })
  })
}

/** Gives files as the configuration of a machine has them (fly-go, `File`). */
export function machineFiles(files: readonly ContainerFile[]): readonly FlyMachineFile[] {
  return files.map(({ path, mode, content }) => ({
    guest_path: path,
    ...(typeof content === 'string' ? { raw_value: base64(content) } : { secret_name: content.name }),
    mode,
  }))
}

/** Gives files as fly.toml has them (`files`), whose contents lie beside it. */
export function tomlFiles(files: readonly ContainerFile[]): readonly FlyFile[] {
  return files.map(({ path, content, local }) => ({
    guest_path: path,
    ...(typeof content === 'string' ? { local_path: local } : { secret_name: content.name }),
  }))
}

/** Gives the contents that `tomlFiles` names. */
export function localFiles(files: readonly ContainerFile[]): readonly FlyLocalFile[] {
  return files.flatMap(({ content, local }) => (typeof content === 'string' ? [{ path: local, text: content }] : []))
}

/** Gives the secrets that files come from. */
export function fileSecrets(files: readonly ContainerFile[]): readonly FlySecret[] {
  return files.flatMap(({ content }) => (typeof content === 'string' ? [] : [content]))
}

function secretOf(draft: FlyDraft, volume: Volume, { key, place }: Entry, path: string): FlySecret {
  const asked = { name: volume.source ?? volume.name, key, place }
  return needSecret(draft, volume.kind === 'secret' ? 'secret' : 'configuration', asked, { kind: 'file', name: path }, true)
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
  draft.context.spokenOf(mount)
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

function reportMode({ context }: FlyDraft, volume: Volume): void {
  const message = 'every item has a mode of its own, 0777 where none is said, so `defaultMode` changes nothing'
  context.fault({ code: 'target/no-effect', severity: 'info', message }, volume, 'defaultMode')
}
