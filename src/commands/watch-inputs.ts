import { dirname, resolve } from 'node:path'
import { Failure } from '../failure.js'
import { findManifests } from '../find-manifests.js'
import { shownPath } from '../read.js'
import { printable } from '../report/printable.js'
import { timeOfDay } from '../report/time-of-day.js'
import { watch } from '../watch.js'
import type { Context } from './context.js'

/**
 * Runs a command now and after every change of its inputs; gives 130 when the user interrupts. `once` is given the time of day, `12:03:11`.
 * A run that fails is said and the watch goes on: a file that has just gone may come back.
 */
export async function watchInputs(paths: readonly string[], context: Context, once: (time: string) => Promise<number>): Promise<number> {
  if (paths.includes('-')) throw new Failure(2, '--watch needs files or folders: standard input does not change')
  const { cwd, host, out, err } = context
  const wanted = (paths.length === 0 ? ['.'] : paths).map((path) => resolve(cwd, path))
  await watch({
    host,
    onInterrupt: (listener) => context.onInterrupt(listener),
    folders: () => foldersToWatch(wanted, context),
    async run() {
      if (out.isTerminal) out.write('\u001b[2J\u001b[3J\u001b[H')
      const time = timeOfDay(host.now())
      try {
        await once(time)
      } catch (error) {
        if (!(error instanceof Failure)) throw error
        err.line(`[${time}] mc: ${printable(error.message)}`)
      }
    },
  })
  return 130
}

/** Gives the folders whose changes matter to a command that was given these absolute paths; one that is not there (yet) is waited for in its folder. */
export function foldersToWatch(paths: readonly string[], context: Pick<Context, 'cwd' | 'host'>): readonly string[] {
  return paths.flatMap((path) => foldersOf(path, context))
}

function foldersOf(path: string, { cwd, host }: Pick<Context, 'cwd' | 'host'>): readonly string[] {
  if (host.stat(path)?.kind !== 'folder') return [dirname(path)]
  try {
    return findManifests(path, host, (folder) => shownPath(cwd, folder)).folders
  } catch (error) {
    // the run itself says what cannot be read
    if (error instanceof Failure) return [path]
    throw error
  }
}
