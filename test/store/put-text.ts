import { type Put, planPuts } from '../../src/commands/lattice/plan-puts.js'
import { compile } from '../../src/compile-fully.js'
import { isError } from '../../src/diagnostic.js'
import type { Store } from '../../src/store/store.js'
import { act } from './stored-applications.js'

/** What became of a `put`: the codes of what refuses it, or what it did. */
export interface PutResult {
  readonly refused: readonly string[]
  readonly puts: readonly Put[]
}

/** Puts the text of one application by the rules of `mc put`; `newName` is the version of one that names none. */
export async function putText(store: Store, text: string, newName = '01J0000000000000000000000A'): Promise<PutResult> {
  const { lattice, diagnostics } = compile([{ path: 'apps/app.yaml', text, explicit: true }])
  const wrong = diagnostics.filter(isError).map(({ code }) => code)
  if (wrong.length > 0) return { refused: wrong, puts: [] }
  const snapshot = await store.read()
  const planned = planPuts(lattice?.applications.values() ?? [], snapshot, { act, contentOf: store.contentOf, newName: () => newName })
  const refused = planned.diagnostics.filter(isError).map(({ code }) => code)
  if (refused.length > 0) return { refused, puts: [] }
  if (planned.change.size > 0) await store.commit(snapshot, planned.change)
  return { refused, puts: planned.puts }
}
