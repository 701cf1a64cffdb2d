import { pathToFileURL } from 'node:url'
import { type Context, makeContext } from '../../../src/commands/context.js'
import { nodeHost } from '../../../src/host.js'
import { nodePrograms } from '../../../src/programs.js'
import { openStore } from '../../../src/store/open-store.js'
import type { Store } from '../../../src/store/store.js'
import { root, temporary } from '../../harness.js'
import { surroundingsIn } from '../../store/surroundings-in.js'
import { mc } from './lattice-run.js'

/** A lattice that is open, with what a test puts in place of parts of the store, and what a command on it has written. */
export interface OpenLattice {
  readonly store: Store
  readonly context: Context
  /** Gives what was written since the last time. */
  written(): { readonly stdout: string; readonly stderr: string }
}

/** Puts manifests into a folder, and opens it as a store that has `parts` of its own. */
export async function openLattice(files: Readonly<Record<string, string>>, parts: Partial<Store>): Promise<OpenLattice> {
  const cwd = temporary(files)
  await mc('put', { cwd })
  let [stdout, stderr] = ['', '']
  const context = makeContext(
    {
      argv: [],
      stdin: (async function* () {})(),
      stdout: { write: (text) => void (stdout += text) },
      stderr: { write: (text) => void (stderr += text) },
      env: { MC_ACTOR: 'ann' },
      cwd,
      host: nodeHost(pathToFileURL(`${root}/`)),
      programs: nodePrograms,
      onInterrupt: () => () => {},
    },
    {},
    cwd,
  )
  return {
    store: { ...(await openStore('dir:.mc', surroundingsIn(cwd))), ...parts },
    context,
    written() {
      const all = { stdout, stderr }
      stdout = ''
      stderr = ''
      return all
    },
  }
}
