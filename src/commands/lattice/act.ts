import { type Diagnostic, isError } from '../../diagnostic.js'
import { checkDeploy } from '../../lifecycle/check-around.js'
import { decide } from '../../lifecycle/decide.js'
import type { Decision, Request } from '../../lifecycle/decision.js'
import { eventsOf } from '../../lifecycle/events-of.js'
import { printable } from '../../report/printable.js'
import type { Act } from '../../store/make-version.js'
import { PlatformRefusal } from '../../store/platform.js'
import type { Change, Snapshot, Store } from '../../store/store.js'
import type { Context } from '../context.js'
import { actOf } from './act-of.js'
import type { GuardFlags } from './lattice-options.js'
import { type PlatformFlags, type PlatformRun, prepareOnPlatform } from './on-platform.js'
import { printForesight, printSteps } from './print-foresight.js'
import { type Outcome, printOutcome } from './print-outcome.js'
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

/** Opens the lattice and acts on it; gives the exit code. */
export function act(intent: Intent, flags: GuardFlags & PlatformFlags, context: Context): Promise<number> {
  return withStore(flags, context, (store) => actOn(store, intent, flags, context))
}

/**
 * Decides, shows the decision, and carries it out: exactly the one that was shown, or none. Where somebody else was faster it reads and decides again, and goes on
 * where the decision is still the same. Gives the exit code.
 */
export async function actOn(store: Store, intent: Intent, flags: GuardFlags & PlatformFlags, context: Context): Promise<number> {
  const stamp = actOf(flags, context)
  let shown: Decision | undefined
  const { run, ...outcome } = await repeatWhileChanged(flags, async (): Promise<Outcome & { readonly run?: PlatformRun }> => {
    const snapshot = await store.read()
    const decision = decide(snapshot.records, await intent.request(snapshot, store))
    const diagnostics = await checkDecision(decision, snapshot, store)
    const state = { decision, diagnostics, revision: snapshot.revision }
    const former = shown
    shown = decision
    if (former?.id !== decision.id) printForesight(state, flags, context)
    if (former !== undefined && former.id !== decision.id) return { ...state, verdict: 'changed', expected: former.id, former }
    if (flags.expect !== undefined && flags.expect !== decision.id) return { ...state, verdict: 'changed', expected: flags.expect }
    if (decision.objections.length > 0 || diagnostics.some(isError)) return { ...state, verdict: 'refused' }

    const applications = namesIn(decision.request)
    const run = await orRefusal(() =>
      prepareOnPlatform({ store, snapshot, records: decision.records, applications, stamp }, flags, context),
    )
    if (run instanceof PlatformRefusal) return { ...state, verdict: 'refused', refusal: run.objections }
    const all = { ...state, ...(run && { run, steps: run.lines, diagnostics: [...diagnostics, ...run.diagnostics] }) }
    if (former === undefined && run !== undefined) printSteps(run, flags, context)
    if (flags.explain === true) return { ...all, verdict: 'explained' }
    if (decision.records.size === 0 && run?.isNeeded !== true) return { ...all, verdict: 'nothing' }
    const change = changeOf(decision, snapshot, stamp)
    const marked = run?.mark(change) ?? change
    return { ...all, revision: marked.size > 0 ? await store.commit(snapshot, marked) : snapshot.revision, verdict: 'done' }
  })
  const tell = (line: string): void => (flags.format === 'text' && !context.quiet ? context.err.line(`  ${printable(line)}`) : undefined)
  if (outcome.verdict === 'done') await run?.finish(tell)
  return printOutcome(outcome, intent.words, store, flags, context)
}

/** What is deployed must stand beside what is deployed already; nothing is read where nothing will be deployed. */
async function checkDecision({ request, objections, records }: Decision, snapshot: Snapshot, store: Store): Promise<readonly Diagnostic[]> {
  const isDeploy = request.act === 'deploy' || request.act === 'rollback'
  return isDeploy && objections.length === 0 && records.size > 0 ? checkDeploy(request.versions, storedLattice(store, snapshot)) : []
}

function namesIn(request: Request): readonly string[] {
  return request.act === 'undeploy' ? request.applications : request.versions.map(({ application }) => application)
}

async function orRefusal<T>(run: () => Promise<T>): Promise<T | PlatformRefusal> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof PlatformRefusal) return error
    throw error
  }
}

/** Only applications whose records differ have a word in history. */
function changeOf(decision: Decision, { records }: Snapshot, stamp: Act): Change {
  const events = [...eventsOf(records, decision, stamp)].filter(([name]) => decision.records.has(name))
  return new Map(events.map(([name, event]) => [name, { record: decision.records.get(name), event }]))
}
