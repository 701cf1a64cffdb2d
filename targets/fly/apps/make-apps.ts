import type { Plan } from '../../../src/plan/plan.js'
import { asContainers } from '../../containers/as-containers.js'
import type { EmitContext } from '../../target.js'
import { addContainerWorkload } from './add-container-workload.js'
import { applyPatches } from './apply-patches.js'
import { type FlyDraft, makeFlyDraft } from './fly-draft.js'
import { textOf } from './network/address.js'
import { mergeProcesses } from './processes/merge-processes.js'
import { reportApplications } from './report-applications.js'
import { addUndos } from './wasm/add-undos.js'
import { containersSetting } from './wasm/containers-setting.js'

/** Makes the apps of a plan: the whole meaning of a lattice on Fly.io. */
export function makeApps(plan: Plan, context: EmitContext): FlyDraft {
  const setting = containersSetting(context, (_from, parts) => textOf(draft, parts))
  const draft: FlyDraft = makeFlyDraft(asContainers(plan, context, setting), context)
  for (const workload of draft.workloads.values()) if (workload.kind === 'container') addContainerWorkload(draft, workload)
  mergeProcesses(draft)
  addUndos(draft)
  applyPatches(draft)
  reportApplications(draft)
  return draft
}
