import type { MountRequest } from './mounts-of.js'

/** What a file holds: a text of the manifest, or a key of named data that somebody else keeps; without a key all of its keys. */
export interface FileSource {
  /** The same for two files with the same content. */
  readonly identity: string
  readonly text?: string
  readonly asked?: { readonly what: 'secret' | 'configuration'; readonly name: string; readonly key?: string | undefined }
  /** The entry of the plan that asks for it. */
  readonly place: readonly [object, string]
}

/** A file of named data below the folder that is mounted; '' where it is mounted itself, undefined for a file of each key. */
export interface FileEntry {
  readonly path: string | undefined
  readonly mode: number
  readonly source: FileSource
}

/** Mode of files where none is said (Kubernetes, `defaultMode`). */
const usualMode = 0o644

/** Gives the files that a mount shows. Where not even the keys are known, and no part is asked for, one entry stands for all. */
export function filesOf({ volume, mount }: MountRequest): readonly FileEntry[] {
  const { items, data } = volume
  const { subPath } = mount
  const name = volume.source ?? volume.name
  const what = volume.kind === 'secret' ? 'secret' : 'configuration'
  // read where it counts only: what is read counts as used
  const modeOf = (own?: number): number => own ?? volume.defaultMode ?? usualMode
  const sourceOf = (key: string | undefined, place: readonly [object, string]): FileSource => {
    const text = key === undefined ? undefined : data?.[key]
    if (text !== undefined) return { identity: `text ${text}`, text, place }
    return { identity: JSON.stringify([what, name, key]), asked: { what, name, key }, place }
  }
  const known =
    items?.map((item): FileEntry => ({ path: item.path, mode: modeOf(item.mode), source: sourceOf(item.key, [item, 'key']) })) ??
    (data && Object.keys(data).map((key): FileEntry => ({ path: key, mode: modeOf(), source: sourceOf(key, [data, key]) })))
  if (known === undefined && subPath === undefined)
    return [{ path: undefined, mode: modeOf(), source: sourceOf(undefined, [volume, volume.source === undefined ? 'name' : 'source']) }]
  if (known === undefined) return [{ path: '', mode: modeOf(), source: sourceOf(subPath, [mount, 'subPath']) }]
  if (subPath === undefined) return known
  return known.flatMap((file): readonly FileEntry[] =>
    file.path === subPath
      ? [{ ...file, path: '' }]
      : file.path?.startsWith(`${subPath}/`)
        ? [{ ...file, path: file.path.slice(subPath.length + 1) }]
        : [],
  )
}
