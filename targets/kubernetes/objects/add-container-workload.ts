import type { ContainerWorkload } from '../../../src/plan/plan.js'
import { addClaims } from './data/claims.js'
import { addConfigMaps } from './data/config-maps.js'
import type { ObjectDraft } from './object-draft.js'
import { addService } from './service.js'
import { addServiceAccount } from './service-account.js'
import { addWork } from './work/add-work.js'

/** Adds the objects of a container workload. */
export function addContainerWorkload(draft: ObjectDraft, workload: ContainerWorkload): void {
  addConfigMaps(draft, workload)
  addClaims(draft, workload)
  addServiceAccount(draft, workload)
  addWork(draft, workload)
  addService(draft, workload)
}
