import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, fchmodSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { systemCode } from '../../failure.js'

/**
 * Replaces a file by way of `temporary`, which lies on the same file system: whoever reads it sees the old bytes or the new ones, and after this call the new ones survive a
 * loss of power. Where the disk refuses, the old file is as it was, and the temporary one is gone.
 */
export function replaceFile(path: string, temporary: string, parts: readonly (string | Uint8Array)[], mode?: number): void {
  try {
    const file = openSync(temporary, 'w')
    try {
      if (mode !== undefined) fchmodSync(file, mode & 0o777)
      for (const part of parts) writeWhole(file, typeof part === 'string' ? Buffer.from(part) : part)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(temporary, path)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
  syncFolder(dirname(path))
}

/** Writes all bytes, from `at` on where it is given: a disk that is nearly full takes a part of them before it refuses. */
export function writeWhole(file: number, bytes: Uint8Array, at?: number): void {
  let done = 0
  while (done < bytes.length) done += writeSync(file, bytes, done, bytes.length - done, at === undefined ? null : at + done)
}

/** Makes a folder and those above it; what was made survives a loss of power. */
export function makeFolder(path: string): void {
  const first = makeAll(path)
  if (first === undefined) return
  for (let made = path; made.length >= first.length; made = dirname(made)) syncFolder(dirname(made))
}

/** Of a read-only file system Node says that the folder is not there; the folder above it knows better. */
function makeAll(path: string): string | undefined {
  try {
    return mkdirSync(path, { recursive: true })
  } catch (error) {
    if (systemCode(error) !== 'ENOENT' || existsSync(path) || dirname(path) === path) throw error
    makeAll(dirname(path))
    mkdirSync(path)
    return path
  }
}

/** Makes files, the names of them and the folders that they are in survive a loss of power. Of many, Linux is asked for the whole file system at once: a drive does that in the time of a few of them. */
export function syncAll(paths: readonly string[]): void {
  const [first] = paths
  if (first === undefined) return
  if (paths.length > 100 && process.platform === 'linux' && spawnSync('sync', ['-f', first], { stdio: 'ignore' }).status === 0) return
  for (const path of paths) syncFile(path)
  for (const folder of new Set(paths.flatMap((path) => [dirname(path), dirname(dirname(path))]))) syncFolder(folder)
}

/** Makes the bytes of a file survive a loss of power. */
export function syncFile(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Makes the names in a folder survive a loss of power. Windows cannot, and needs not: names are journalled there. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
