import { openStore } from '../../store/open-store.js'
import type { Store } from '../../store/store.js'
import type { Context } from '../context.js'
import type { LatticeFlags } from './lattice-options.js'

/** Gives the URL of the lattice that a command is about. */
export function latticeUrl({ lattice }: Pick<LatticeFlags, 'lattice'>, { env }: Pick<Context, 'env'>): string {
  return lattice ?? (env['MC_LATTICE'] || undefined) ?? 'dir:.mc'
}

/** Opens the lattice, hands it to `use` and closes it, whatever happens. */
export async function withStore<T>(flags: LatticeFlags, context: Context, use: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(latticeUrl(flags, context), {
    cwd: context.cwd,
    env: context.env,
    timeLimit: flags.timeout * 1000,
    now: () => context.host.now(),
    tell: (line) => context.err.line(line),
  })
  try {
    return await use(store)
  } finally {
    await store.close()
  }
}
