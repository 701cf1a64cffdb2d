import type { Surroundings } from '../../src/store/surroundings.js'

/** Gives what a store may know of a run in a folder; `more` replaces a part of it. */
export function surroundingsIn(cwd: string, more: Partial<Surroundings> = {}): Surroundings {
  return { cwd, env: {}, timeLimit: 30_000, now: () => new Date(), tell: () => {}, ...more }
}
