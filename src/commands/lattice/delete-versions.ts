import type { Context } from '../context.js'
import { act } from './act.js'
import { findNamed } from './find-version.js'
import type { GuardFlags } from './lattice-options.js'
import type { PlatformFlags } from './on-platform.js'

/** Deletes applications, or single versions of them, in one act; gives the exit code. */
export function deleteVersions(words: readonly string[], flags: GuardFlags & PlatformFlags, context: Context): Promise<number> {
  return act(
    {
      words: ['delete', ...words],
      async request(snapshot, { url }) {
        const versions = words.map((word) => {
          const { record, version } = findNamed(word, snapshot, url)
          return { application: record.name, ...(version !== undefined && { version: version.version }) }
        })
        return { act: 'delete', versions, strategy: flags.strategy, yes: flags.yes === true }
      },
    },
    flags,
    context,
  )
}
