import type { Plan } from '../../../src/plan/plan.js'
import { asContainers } from '../../containers/as-containers.js'
import type { EmitContext } from '../../target.js'
import { addApplicationMetadata } from './add-application-metadata.js'
import { addContainerWorkload } from './add-container-workload.js'
import { textOf } from './address.js'
import { type EcsDraft, makeEcsDraft } from './ecs-draft.js'
import { checkLimits } from './limits/check-limits.js'
import { reportLinks } from './network/report-links.js'
import { applyPatches } from './patches/apply-patches.js'
import { addPlacement } from './placement/add-placement.js'
import { reportApplications } from './report-leftovers.js'
import { reportRoutes } from './routes/report-routes.js'
import { reserveMemory } from './size/reserve-memory.js'
import { addUndos } from './wasm/add-undos.js'
import { containersSetting } from './wasm/containers-setting.js'

/** Makes the resources of a plan: the whole meaning of a lattice on Amazon ECS, which is written as files for the AWS CLI or as CloudFormation templates. */
export function makeResources(plan: Plan, context: EmitContext): EcsDraft {
  const draft: EcsDraft = makeEcsDraft(
    asContainers(
      plan,
      context,
      containersSetting(context, (from, parts) => textOf(draft, from, parts)),
    ),
    context,
  )
  for (const workload of draft.workloads.values()) if (workload.kind === 'container') addContainerWorkload(draft, workload)
  reportLinks(draft)
  reportRoutes(draft)
  reportApplications(draft)
  addPlacement(draft)
  reserveMemory(draft)
  addApplicationMetadata(draft)
  checkLimits(draft, applyPatches(draft))
  addUndos(draft)
  return draft
}
