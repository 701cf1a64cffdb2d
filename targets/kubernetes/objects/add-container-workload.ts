import type { ContainerWorkload } from '../../../src/plan/plan.js'
import type { ObjectDraft } from './object-draft.js'
import { addService } from './service.js'
import { addDeployment } from './work/deployment.js'

/** Adds the objects of a container workload. */
export function addContainerWorkload(draft: ObjectDraft, workload: ContainerWorkload): void {
  addDeployment(draft, workload)
  addService(draft, workload)
}
