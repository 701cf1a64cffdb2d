import type { Hash } from 'node:crypto'
import { join, resolve } from 'node:path'
import type { BakeTarget } from '../../targets/compose/build/bake-file.js'
import { compareText } from '../diagnostic.js'
import { Failure, systemFailure } from '../failure.js'
import type { Host } from '../host.js'
import { type ImageBuild, isLocalContext } from './list-builds.js'
import { listContext } from './list-context.js'

/**
 * Gives the tag that names what an image is built from: `src-` and the first 12 hexadecimal digits of a SHA-256 over the Dockerfile, the fields of the build,
 * and the path, the executable bit and the bytes of every file of its contexts that `.dockerignore` leaves (of a link, what it points at).
 * It is the same on every machine: no time, owner, absolute path or secret counts, and neither does an empty folder, which git does not keep.
 * Neither do `.git` at the top, which no two clones share, and what mc itself writes: else a run would change the next one's tag.
 * `all` are the builds that this one may name as contexts; `folders` keeps what was read for the next of one run.
 * A context that is no folder here (git, an image) counts by its address. Throws a `Failure` where a context or the Dockerfile is not there.
 */
export async function contentTag(
  build: ImageBuild,
  all: readonly ImageBuild[],
  host: Host,
  folders: FolderDigests = new Map(),
): Promise<string> {
  const { createHash } = await import('node:crypto')
  const digest = digestOf(build, { host, all, folders, path: [], hash: () => createHash('sha256') })
  return `src-${digest.slice(0, 12)}`
}

/** Digests of folders by folder and Dockerfile: several images of one context read it once. */
export type FolderDigests = Map<string, string>

interface Work {
  readonly host: Host
  readonly all: readonly ImageBuild[]
  readonly folders: FolderDigests
  /** Targets that are being hashed because the first of them names them as contexts. */
  readonly path: readonly string[]
  hash(): Hash
}

function digestOf({ name, target }: ImageBuild, work: Work): string {
  const hash = work.hash()
  const { context } = target
  hash.update(JSON.stringify(['image', 1, fieldsOf(target)]))
  if (context === undefined) hash.update(JSON.stringify(['no context']))
  else if (isLocalContext(context)) {
    const inline = target['dockerfile-inline']
    const path = inline === undefined ? findDockerfile(context, target.dockerfile, work.host) : undefined
    if (path !== undefined) addFile(hash, theDockerfile, path, work)
    addFolder(hash, context, path, work)
  } else hash.update(JSON.stringify(['address', context, target.dockerfile]))
  for (const [key, place] of sorted(target.contexts)) {
    hash.update(JSON.stringify(['context', key]))
    const other = /^target:(.*)$/s.exec(place)?.[1]
    if (isLocalContext(place)) addFolder(hash, place, undefined, work)
    else hash.update(JSON.stringify(['address', other === undefined ? place : digestOfTarget(other, name, work)]))
  }
  return hash.digest('hex')
}

/** An image that is built on another changes with it. */
function digestOfTarget(name: string, from: string, work: Work): string {
  const build = work.all.find((candidate) => candidate.name === name)
  const path = [...work.path, from]
  // bake itself says what is wrong with a circle or a name that is not there
  return build === undefined || path.includes(name) ? name : digestOf(build, { ...work, path })
}

/** What decides the image besides files: not how it is named, cached and fetched, and of secrets the names alone. */
function fieldsOf(target: BakeTarget): readonly unknown[] {
  const { args, labels, platforms, secret, ssh, network, ulimits, entitlements, attest } = target
  return [
    ['inline', target['dockerfile-inline']],
    ['target', target.target],
    ['args', sorted(args)],
    ['labels', sorted(labels)],
    ['platforms', platforms],
    ['secret', secret?.map((text) => /(?:^|,)id=([^,]*)/.exec(text)?.[1])],
    ['ssh', ssh?.map((text) => text.replace(/=.*$/s, ''))],
    ['network', network],
    ['hosts', sorted(target['extra-hosts'])],
    ['shm', target['shm-size']],
    ['ulimits', ulimits],
    ['entitlements', entitlements],
    ['attest', attest],
  ].filter(([, value]) => value !== undefined && (!Array.isArray(value) || value.length > 0))
}

function sorted(map: Readonly<Record<string, string>> | undefined): readonly (readonly [string, string])[] {
  return Object.entries(map ?? {}).sort(([a], [b]) => compareText(a, b))
}

/** Without a name BuildKit takes `Dockerfile`, or else `dockerfile`. */
function findDockerfile(context: string, named: string | undefined, host: Host): string {
  const names = named === undefined ? ['Dockerfile', 'dockerfile'] : [named]
  const path = names.map((name) => resolve(context, name)).find((candidate) => host.stat(candidate)?.kind === 'file')
  if (path === undefined) throw new Failure(3, `there is no Dockerfile at ${resolve(context, names[0] ?? '')}`)
  return path
}

/** No file of a context has an empty name. */
const theDockerfile = ''

function addFolder(hash: Hash, folder: string, dockerfile: string | undefined, work: Work): void {
  const { folders } = work
  const key = JSON.stringify([folder, dockerfile])
  const digest = folders.get(key) ?? digestOfFolder(folder, dockerfile, work)
  folders.set(key, digest)
  hash.update(JSON.stringify(['folder', digest]))
}

function digestOfFolder(folder: string, dockerfile: string | undefined, work: Work): string {
  const { host } = work
  if (host.stat(folder)?.kind !== 'folder') throw new Failure(3, `there is no folder ${folder} to build from`)
  const hash = work.hash()
  for (const path of guarded(folder, () => listContext(folder, dockerfile, host))) addFile(hash, path, join(folder, path), work)
  return hash.digest('hex')
}

/** Bytes go to a hash of their own, so that no file can look like two. */
function addFile(hash: Hash, name: string, path: string, work: Work): void {
  const { host } = work
  guarded(path, () => {
    const entry = host.lstat(path)
    if (entry === undefined) throw new Failure(3, `${path} vanished while mc was reading`)
    if (entry.kind === 'link' && name !== theDockerfile) {
      hash.update(JSON.stringify(['link', name, host.readLink(path)]))
      return
    }
    const own = work.hash()
    for (const piece of host.pieces(path)) own.update(piece)
    hash.update(JSON.stringify(['file', name, (entry.mode & 0o100) !== 0, own.digest('hex')]))
  })
}

function guarded<T>(path: string, act: () => T): T {
  try {
    return act()
  } catch (error) {
    throw systemFailure(`cannot read ${path}`, error)
  }
}
