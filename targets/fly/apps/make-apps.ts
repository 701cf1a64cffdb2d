import type { Plan } from '../../../src/plan/plan.js'
import type { EmitContext } from '../../target.js'
import { addContainerWorkload } from './add-container-workload.js'
import { type FlyDraft, makeFlyDraft } from './fly-draft.js'

/** Makes the apps of a plan: the whole meaning of a lattice on Fly.io. */
export function makeApps(plan: Plan, context: EmitContext): FlyDraft {
  const draft = makeFlyDraft(plan, context)
  for (const workload of draft.workloads.values()) if (workload.kind === 'container') addContainerWorkload(draft, workload)
  return draft
}
