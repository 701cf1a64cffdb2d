import type { ObjectDraft } from '../object-draft.js'
import { addSpin } from './add-spin.js'
import { reportOperatorPods } from './report-spin.js'
import { addSpinExecutors } from './spin-executor.js'

/** Adds all Spin applications, and what runs them. */
export function addSpinApplications(draft: ObjectDraft): void {
  addSpinExecutors(draft)
  for (const workload of draft.workloads.values()) if (workload.kind === 'spin') addSpin(draft, workload)
  reportOperatorPods(draft)
}
