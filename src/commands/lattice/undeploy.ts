import { Failure } from '../../failure.js'
import type { Context } from '../context.js'
import { act } from './act.js'
import { findNamed } from './find-version.js'
import type { GuardFlags } from './lattice-options.js'
import type { PlatformFlags } from './on-platform.js'

/** Undeploys applications in one act: those that go together do not hold each other; gives the exit code. */
export function undeploy(words: readonly string[], flags: GuardFlags & PlatformFlags, context: Context): Promise<number> {
  return act(
    {
      words: ['undeploy', ...words],
      async request(snapshot, { url }) {
        const applications = words.map((word) => {
          const { record, version } = findNamed(word, snapshot, url)
          if (version !== undefined && version.version !== record.deployed)
            throw new Failure(
              2,
              `${word}: that version is not deployed${record.deployed === undefined ? '' : `, \`${record.deployed}\` is`}; an undeploy names the application alone`,
            )
          return record.name
        })
        return { act: 'undeploy', applications: [...new Set(applications)], strategy: flags.strategy, yes: flags.yes === true }
      },
    },
    flags,
    context,
  )
}
