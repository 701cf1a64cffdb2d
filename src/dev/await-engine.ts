import { answers } from './check-docker.js'
import type { Docker } from './docker.js'

export interface AwaitOptions {
  readonly docker: Docker
  readonly now: () => Date
  /** Seconds after which nobody waits any more. */
  readonly timeout: number
  readonly until: AbortSignal
}

/** How often an engine that is gone is asked whether it is back, in milliseconds. */
const pause = 1000

/** Waits until the engine answers again; tells whether it does. */
export async function awaitEngine({ docker, now, timeout, until }: AwaitOptions): Promise<boolean> {
  const limit = now().getTime() + timeout * 1000
  while (!until.aborted) {
    if (await answers(docker)) return true
    if (now().getTime() > limit) return false
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
  return false
}
