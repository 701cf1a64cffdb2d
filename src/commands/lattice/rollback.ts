import { Failure } from '../../failure.js'
import { formerVersion } from '../../lifecycle/former-version.js'
import type { Store } from '../../store/store.js'
import type { Context } from '../context.js'
import { act } from './act.js'
import { findNamed, type Named } from './find-version.js'
import type { GuardFlags } from './lattice-options.js'
import type { PlatformFlags } from './on-platform.js'

export interface RollbackFlags extends GuardFlags, PlatformFlags {
  readonly to?: string
}

/** Deploys the version that an application had before, under the same guard as any deploy; gives the exit code. */
export function rollback(word: string, flags: RollbackFlags, context: Context): Promise<number> {
  const { to } = flags
  return act(
    {
      words: ['rollback', word, ...(to === undefined ? [] : ['--to', to])],
      async request(snapshot, store) {
        const { record, version } = findNamed(to === undefined ? word : `${word}@${to}`, snapshot, store.url)
        if (to === undefined && version !== undefined)
          throw new Failure(2, `${word}: a rollback names the application alone; the version is \`--to ${version.version}\``)
        return {
          act: 'rollback',
          versions: [{ application: record.name, version: version?.version ?? (await formerOf(record, store)) }],
          strategy: flags.strategy,
          yes: flags.yes === true,
        }
      },
    },
    flags,
    context,
  )
}

async function formerOf(record: Named['record'], store: Store): Promise<string> {
  if (!store.hasHistory)
    throw new Failure(2, `${store.url} keeps no history: name the version with --to, \`mc history ${record.name}\` lists them`)
  const former = formerVersion(record, await store.history(record.name))
  if (former !== undefined) return former
  throw new Failure(
    2,
    record.deployed === undefined
      ? `${record.name}: nothing to roll back to, because no version of it was deployed`
      : `${record.name}: nothing to roll back to, because no stored version was deployed before \`${record.deployed}\`; --to names any other`,
  )
}
