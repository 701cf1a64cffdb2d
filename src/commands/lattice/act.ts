import { type Diagnostic, isError } from '../../diagnostic.js'
import { checkDeploy } from '../../lifecycle/check-around.js'
import { decide } from '../../lifecycle/decide.js'
import type { Decision, Request } from '../../lifecycle/decision.js'
import { eventsOf } from '../../lifecycle/events-of.js'
import type { Change, Snapshot, Store } from '../../store/store.js'
import type { Context } from '../context.js'
import { actOf } from './act-of.js'
import type { GuardFlags } from './lattice-options.js'
import { type Outcome, printForesight, printOutcome } from './print-outcome.js'
import { repeatWhileChanged } from './repeat-while-changed.js'
import { storedLattice } from './stored-lattice.js'
import { withStore } from './with-store.js'

/** What one kind of act has of its own. */
export interface Intent {
  /** The words of the command line that name the same act again, without `mc`: `undeploy platform`. */
  readonly words: readonly string[]
  /** Makes the request. Throws a `Failure` where the lattice has no such application or version. */
  request(snapshot: Snapshot, store: Store): Promise<Request>
}

/**
 * Decides, shows the decision, and carries it out: exactly the one that was shown, or none. Where somebody else was faster it reads and decides again, and goes on
 * where the decision is still the same. Gives the exit code.
 */
export async function act(intent: Intent, flags: GuardFlags, context: Context): Promise<number> {
  const stamp = actOf(flags, context)
  return withStore(flags, context, async (store) => {
    let shown: Decision | undefined
    const outcome = await repeatWhileChanged(flags, async (): Promise<Outcome> => {
      const snapshot = await store.read()
      const request = await intent.request(snapshot, store)
      const decision = decide(snapshot.records, request)
      const diagnostics = await checkDecision(decision, snapshot, store)
      const state = { decision, diagnostics, revision: snapshot.revision }
      const former = shown
      shown = decision
      if (former?.id !== decision.id) printForesight(state, flags, context)
      if (former !== undefined && former.id !== decision.id) return { ...state, verdict: 'changed', expected: former.id, former }
      if (flags.expect !== undefined && flags.expect !== decision.id) return { ...state, verdict: 'changed', expected: flags.expect }
      if (decision.objections.length > 0 || diagnostics.some(isError)) return { ...state, verdict: 'refused' }
      if (flags.explain === true) return { ...state, verdict: 'explained' }
      if (decision.records.size === 0) return { ...state, verdict: 'nothing' }
      return { ...state, revision: await store.commit(snapshot, changeOf(decision, snapshot, stamp)), verdict: 'done' }
    })
    return printOutcome(outcome, intent.words, store, flags, context)
  })
}

/** What is deployed must stand beside what is deployed already; nothing is read where nothing will be deployed. */
async function checkDecision({ request, objections, records }: Decision, snapshot: Snapshot, store: Store): Promise<readonly Diagnostic[]> {
  const isDeploy = request.act === 'deploy' || request.act === 'rollback'
  return isDeploy && objections.length === 0 && records.size > 0 ? checkDeploy(request.versions, storedLattice(store, snapshot)) : []
}

/** Only applications whose records differ have a word in history. */
function changeOf(decision: Decision, { records }: Snapshot, stamp: Parameters<typeof eventsOf>[2]): Change {
  const events = [...eventsOf(records, decision, stamp)].filter(([name]) => decision.records.has(name))
  return new Map(events.map(([name, event]) => [name, { record: decision.records.get(name), event }]))
}
