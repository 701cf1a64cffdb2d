import { setTimeout as wait } from 'node:timers/promises'
import { Failure } from '../../failure.js'
import { LatticeChanged } from '../../store/store.js'
import type { LatticeFlags } from './lattice-options.js'

/**
 * Runs `attempt` again as long as it ends with `LatticeChanged`, after a wait that grows and differs from process to process, so that those who
 * met do not meet again. Throws a `Failure` where the time limit is over.
 */
export async function repeatWhileChanged<T>({ timeout }: Pick<LatticeFlags, 'timeout'>, attempt: () => Promise<T>): Promise<T> {
  const end = performance.now() + timeout * 1000
  for (let tries = 1; ; tries++) {
    try {
      return await attempt()
    } catch (error) {
      if (!(error instanceof LatticeChanged)) throw error
      const pause = Math.random() * Math.min(longestPause, shortestPause * 2 ** tries)
      if (performance.now() + pause > end)
        throw new Failure(
          3,
          `others changed the lattice each time before this command could, ${tries} ${tries === 1 ? 'time' : 'times'} within ${timeout} s; nothing was changed: run it again, or give it a longer --timeout`,
        )
      await wait(pause)
    }
  }
}

/** Milliseconds. */
const shortestPause = 5
const longestPause = 500
