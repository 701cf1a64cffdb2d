import {
  chmodSync,
  closeSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  readSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  type Stats,
  statSync,
  unlinkSync,
  watch,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { systemCode } from './failure.js'

/** What lies at a path; `other` is a device, a socket or a pipe. `size` in bytes, `mode` the permission bits. */
export interface Entry {
  readonly kind: 'file' | 'folder' | 'link' | 'other'
  readonly size: number
  readonly mode: number
}

/**
 * The machine as mc sees it: the disk, the clock and the package's own files. Paths are absolute.
 * Every function throws Node's system error where the system refuses, so that tests can put errors in its place.
 */
export interface Host {
  /** Gives what a path leads to, links followed; nothing where there is nothing. */
  stat(path: string): Entry | undefined
  /** Gives what lies at a path, a link as a link; nothing where there is nothing. */
  lstat(path: string): Entry | undefined
  realPath(path: string): string
  /** Gives the text of a link: what it points at, as it stands there. */
  readLink(path: string): string
  /** Names in a folder with their kinds (links as links), in no order. */
  list(folder: string): readonly { readonly name: string; readonly kind: Entry['kind'] }[]
  read(path: string): Uint8Array
  /** Gives a file piece by piece, for files of any size; a piece holds its bytes until the next is asked for. */
  pieces(path: string): Iterable<Uint8Array>
  /** Writes a new file with the permissions that the user's mask leaves; fails where there is one. */
  create(path: string, text: string, executable: boolean): void
  /** Gives a file a second name, so that the first can be replaced and brought back. */
  link(from: string, to: string): void
  rename(from: string, to: string): void
  chmod(path: string, mode: number): void
  /** Makes one folder, not its parents. */
  makeFolder(path: string): void
  /** Makes a new folder with a name of its own that begins with `prefix`, and gives its path. */
  makeTemporaryFolder(parent: string, prefix: string): string
  removeFile(path: string): void
  /** Removes an empty folder. */
  removeEmptyFolder(path: string): void
  /** Removes a folder with everything in it; says nothing where there is none. */
  removeTree(path: string): void
  /** Calls `changed` with the name of what changed in a folder (not below it); gives the function that ends it. */
  watch(folder: string, changed: (name: string | undefined) => void, failed: (error: Error) => void): () => void
  now(): Date
  /** The folder of the package, which holds `schema/`. */
  readonly packageFolder: string
}

/** Gives the machine that the program runs on; `packageUrl` is the URL of the package's folder. */
export function nodeHost(packageUrl: URL): Host {
  return {
    stat: (path) => entryOf(() => statSync(path)),
    lstat: (path) => entryOf(() => lstatSync(path)),
    realPath: (path) => realpathSync(path),
    readLink: (path) => readlinkSync(path),
    list: (folder) => readdirSync(folder, { withFileTypes: true }).map((entry) => ({ name: entry.name, kind: kindOf(entry) })),
    read: (path) => readFileSync(path),
    pieces,
    create: (path, text, executable) => writeFileSync(path, text, { flag: 'wx', mode: executable ? 0o777 : 0o666 }),
    link: (from, to) => linkSync(from, to),
    rename: (from, to) => renameSync(from, to),
    chmod: (path, mode) => chmodSync(path, mode),
    makeFolder: (path) => mkdirSync(path),
    makeTemporaryFolder: (parent, prefix) => mkdtempSync(join(parent, prefix)),
    removeFile: (path) => unlinkSync(path),
    removeEmptyFolder: (path) => rmdirSync(path),
    removeTree: (path) => rmSync(path, { recursive: true, force: true }),
    watch(folder, changed, failed) {
      const watcher = watch(folder, { persistent: true }, (_, name) => changed(name ?? undefined))
      watcher.on('error', failed)
      return () => watcher.close()
    },
    now: () => new Date(),
    packageFolder: fileURLToPath(packageUrl),
  }
}

function* pieces(path: string): Iterable<Uint8Array> {
  const buffer = new Uint8Array(pieceSize)
  const file = openSync(path, 'r')
  try {
    for (let size = readSync(file, buffer); size > 0; size = readSync(file, buffer)) yield buffer.subarray(0, size)
  } finally {
    closeSync(file)
  }
}

const pieceSize = 256 * 1024

function entryOf(look: () => Stats): Entry | undefined {
  try {
    const stats = look()
    return { kind: kindOf(stats), size: stats.size, mode: stats.mode & 0o7777 }
  } catch (error) {
    const code = systemCode(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw error
  }
}

function kindOf(entry: { isFile(): boolean; isDirectory(): boolean; isSymbolicLink(): boolean }): Entry['kind'] {
  return entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : entry.isSymbolicLink() ? 'link' : 'other'
}
