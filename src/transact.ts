import { basename, dirname, join } from 'node:path'
import { Failure, systemCode } from './failure.js'
import type { Host } from './host.js'

/** A file to put in place (with `text`) or to remove (without). Paths are absolute. */
export interface Step {
  readonly path: string
  readonly text?: string
  readonly executable?: boolean
}

/**
 * Takes all steps or none. Every new text is first written to a folder beside the files, where a full disk does no harm; then each file is
 * renamed into its place. Where one of them fails, those before it are taken back: old files return as they were, with their time stamps.
 * Throws what the system said, or a `Failure` that names the folder with the old files where even taking back failed.
 */
export function transact(steps: readonly Step[], folder: string, host: Host): void {
  if (steps.length === 0) return
  const undo: (() => void)[] = []
  let stage = folder
  try {
    makeFolders(folder, host, undo)
    const staging = host.makeTemporaryFolder(folder, '.mc-')
    stage = staging
    undo.push(() => host.removeTree(staging))
    steps.forEach(({ text, executable = false }, index) => {
      if (text !== undefined) host.create(join(staging, `${index}.new`), text, executable)
    })
    steps.forEach((step, index) => {
      place(step, join(staging, `${index}.new`), join(staging, `${index}.old`), host, undo)
    })
  } catch (error) {
    takeBack(undo, stage)
    throw error
  }
  host.removeTree(stage)
  for (const { path, text } of steps) if (text === undefined) removeEmptyFolders(dirname(path), folder, host)
}

function place({ path, text }: Step, fresh: string, old: string, host: Host, undo: (() => void)[]): void {
  if (text !== undefined) makeFolders(dirname(path), host, undo)
  const isThere = host.lstat(path) !== undefined
  if (isThere) {
    if (text === undefined) host.rename(path, old)
    else keep(path, old, host)
    undo.push(() => host.rename(old, path))
  }
  if (text === undefined) return
  host.rename(fresh, path)
  if (!isThere) undo.push(() => host.removeFile(path))
}

/** Keeps the old file under a second name, so that there is no moment without a file; where the file system has no second names, it is moved. */
function keep(path: string, old: string, host: Host): void {
  try {
    host.link(path, old)
  } catch (error) {
    if (systemCode(error) === undefined) throw error
    host.rename(path, old)
  }
}

function makeFolders(folder: string, host: Host, undo: (() => void)[]): void {
  if (host.stat(folder) !== undefined) return
  if (dirname(folder) !== folder) makeFolders(dirname(folder), host, undo)
  host.makeFolder(folder)
  undo.push(() => host.removeEmptyFolder(folder))
}

/** Undoes from the last step to the first, and stops where that fails: what comes before it includes the folder that holds the old files. */
function takeBack(undo: readonly (() => void)[], stage: string): void {
  for (const act of [...undo].reverse()) {
    try {
      act()
    } catch (error) {
      if (systemCode(error) === undefined) throw error
      throw new Failure(
        3,
        `the disk refused in the middle of writing, and refused to bring the old files back too: those that are missing lie in ${stage}`,
      )
    }
  }
}

function removeEmptyFolders(folder: string, top: string, host: Host): void {
  for (let at = folder; at !== top && at.startsWith(top) && basename(at) !== ''; at = dirname(at)) {
    if (host.stat(at)?.kind !== 'folder' || host.list(at).length > 0) return
    host.removeEmptyFolder(at)
  }
}
