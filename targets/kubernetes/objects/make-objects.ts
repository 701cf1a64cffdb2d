import type { Plan } from '../../../src/plan/plan.js'
import type { EmitContext } from '../../target.js'
import { addContainerWorkload } from './add-container-workload.js'
import { addPlatformObjects } from './add-platform-objects.js'
import { applyPatches } from './apply-patches.js'
import { checkNamespaces } from './check-namespaces.js'
import { addExternalSecrets } from './data/external-secrets.js'
import { addNetworkPolicies } from './network/add-network-policies.js'
import { type HostElsewhere, makeObjectDraft, type ObjectDraft } from './object-draft.js'
import { reportCollisions } from './report-collisions.js'
import { addRoutes } from './routes/add-routes.js'
import { addSpinApplications } from './spin/add-spin-applications.js'
import { addWasm } from './wasm/add-wasm.js'
import { addWasmcloud2 } from './wasmcloud2/add-wasmcloud2.js'
import { isRuntimeTwo } from './wasmcloud2/runtime-two.js'
import { nameJobs } from './work/name-jobs.js'
import { reportOrdering } from './work/report-ordering.js'

/**
 * Makes the objects of a plan: the whole meaning of a lattice on Kubernetes. The kubernetes target writes them as they are;
 * the helm target makes charts of the same objects, in which what people tune is a value.
 */
export function makeObjects(plan: Plan, context: EmitContext, hostElsewhere?: HostElsewhere): ObjectDraft {
  const draft = makeObjectDraft(plan, context, hostElsewhere)
  checkNamespaces(draft)
  for (const workload of draft.workloads.values()) {
    reportOrdering(draft, workload)
    if (workload.kind === 'container') addContainerWorkload(draft, workload)
  }
  addSpinApplications(draft)
  for (const application of plan.applications)
    for (const objects of application.objects) addPlatformObjects(draft, application.name, objects)
  if (isRuntimeTwo(draft)) addWasmcloud2(draft)
  else addWasm(draft)
  addRoutes(draft)
  addNetworkPolicies(draft)
  addExternalSecrets(draft)
  applyPatches(draft)
  nameJobs(draft)
  reportCollisions(draft)
  return draft
}
