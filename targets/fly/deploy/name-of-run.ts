import { fingerprint } from '../../fingerprint.js'
import type { FlyApp } from '../apps/fly-draft.js'

/** Gives the name of a machine that runs by the clock: with other content it has another name, so that `deploy.sh` knows whether it is the one that is meant. */
export function nameOfRun({ machine, files, toml }: FlyApp): string {
  return `schedule-${fingerprint(JSON.stringify([machine, files, toml.build]))}`
}
