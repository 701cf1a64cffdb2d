import type { ContainerWorkload } from '../../../src/plan/plan.js'
import { addClaims } from './data/claims.js'
import { addConfigMaps } from './data/config-maps.js'
import type { ObjectDraft } from './object-draft.js'
import { addAutoscaler } from './scale/add-autoscaler.js'
import { addService } from './service.js'
import { addServiceAccount } from './service-account.js'
import { addWork } from './work/add-work.js'
import { addDisruptionBudget } from './work/disruption-budget.js'

/** Adds the objects of a container workload. */
export function addContainerWorkload(draft: ObjectDraft, workload: ContainerWorkload): void {
  addConfigMaps(draft, workload)
  addClaims(draft, workload)
  addServiceAccount(draft, workload)
  addWork(draft, workload)
  addAutoscaler(draft, workload)
  addDisruptionBudget(draft, workload)
  addService(draft, workload)
}
