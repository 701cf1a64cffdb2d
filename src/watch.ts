import { join } from 'node:path'
import { Failure, systemCode } from './failure.js'
import { imageRecordFile, isManifestName } from './find-manifests.js'
import type { Host } from './host.js'

export interface WatchOptions {
  readonly host: Host
  /** The folders to watch now; asked again before each run, because folders come and go. */
  folders(): readonly string[]
  /** Does the work; what it throws ends the watch. */
  run(): Promise<void>
  onInterrupt(listener: () => void): () => void
}

/** How long the disk must be quiet before a run, in milliseconds: an editor's save is several events. */
const quiet = 50

/**
 * Runs once, and again whenever a manifest or a folder changes, until the user interrupts. Changes during a run lead to one more run.
 * Each folder has a watcher of its own, because recursive watching differs from system to system. Throws a `Failure` where watching is refused.
 */
export async function watch({ host, folders, run, onInterrupt }: WatchOptions): Promise<void> {
  const watchers = new Map<string, () => void>()
  const state: { changes: number; ended?: Failure | 'interrupted'; wake: () => void } = { changes: 0, wake: () => {} }
  const end = (reason: Failure | 'interrupted'): void => {
    state.ended ??= reason
    state.wake()
  }
  const release = onInterrupt(() => end('interrupted'))
  try {
    while (!isOver()) {
      const seen = state.changes
      // before the run, so that no change after it is missed
      follow()
      if (!isOver()) await run()
      await nextChange(seen)
    }
    if (state.ended instanceof Failure) throw state.ended
  } finally {
    release()
    for (const close of watchers.values()) close()
  }

  function isOver(): boolean {
    return state.ended !== undefined
  }

  function follow(): void {
    const wanted = new Set(folders())
    for (const [folder, close] of watchers) {
      if (wanted.has(folder)) continue
      close()
      watchers.delete(folder)
    }
    for (const folder of wanted) if (!watchers.has(folder)) start(folder)
  }

  function start(folder: string): void {
    const refused = (error: unknown): void => {
      const code = systemCode(error)
      if (code === undefined) throw error
      watchers.delete(folder)
      // a folder that is removed takes its watcher with it
      if (code === 'ENOENT' || code === 'EPERM') notice()
      else end(cannotWatch(folder, code))
    }
    try {
      const changed = (name: string | undefined): void => {
        if (name === undefined || matters(folder, name)) notice()
      }
      watchers.set(folder, host.watch(folder, changed, refused))
    } catch (error) {
      refused(error)
    }
  }

  /** A manifest or fly.toml, a folder that has come, or one that has gone. */
  function matters(folder: string, name: string): boolean {
    if (name.startsWith('.') || name === 'node_modules') return false
    const path = join(folder, name)
    return (
      isManifestName(name) || /\.toml$/.test(name) || name === imageRecordFile || watchers.has(path) || host.stat(path)?.kind === 'folder'
    )
  }

  function notice(): void {
    state.changes++
    state.wake()
  }

  /** Waits until something has changed since `seen` and the disk is quiet again, or until the end. */
  async function nextChange(seen: number): Promise<void> {
    while (!isOver() && state.changes === seen) await new Promise<void>((resolve) => (state.wake = resolve))
    for (let before = -1; !isOver() && before !== state.changes; ) {
      before = state.changes
      await new Promise((resolve) => setTimeout(resolve, quiet))
    }
  }
}

function cannotWatch(folder: string, code: string): Failure {
  const reason =
    code === 'ENOSPC' || code === 'EMFILE'
      ? 'the system allows no more watchers (on Linux: sysctl fs.inotify.max_user_watches)'
      : `the system says ${code}`
  return new Failure(3, `cannot watch ${folder}: ${reason}`)
}
