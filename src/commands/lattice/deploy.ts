import type { Context } from '../context.js'
import { act } from './act.js'
import { findNamed, newestOf } from './find-version.js'
import type { GuardFlags } from './lattice-options.js'
import type { PlatformFlags } from './on-platform.js'

/** Deploys versions in one act, of each application the named one or else the newest; gives the exit code. */
export function deploy(words: readonly string[], flags: GuardFlags & PlatformFlags, context: Context): Promise<number> {
  return act(
    {
      words: ['deploy', ...words],
      async request(snapshot, { url }) {
        const versions = words.map((word) => {
          const { record, version = newestOf(record) } = findNamed(word, snapshot, url)
          return { application: record.name, version: version.version }
        })
        return { act: 'deploy', versions, strategy: flags.strategy, yes: flags.yes === true }
      },
    },
    flags,
    context,
  )
}
