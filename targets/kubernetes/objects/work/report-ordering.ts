import type { Workload } from '../../../../src/plan/plan.js'
import { isAfter } from '../../flux-kustomizations.js'
import type { ObjectDraft } from '../object-draft.js'
import { waitTargets } from './wait-targets.js'

/** Reports each order that a manifest says and that nothing in the output keeps; a link says no order, for whoever links tries again until it is answered. */
export function reportOrdering(draft: ObjectDraft, workload: Workload): void {
  const { options } = draft.context
  const awaited = new Set(waitTargets(draft, workload).map(({ to }) => to))
  for (const need of workload.needs) {
    const { id, why } = need
    if (why === 'link' || awaited.has(id) || options['waves'] === 'argocd') continue
    const other = draft.workloads.get(id)?.application ?? workload.application
    if (options['waves'] === 'flux' && isAfter(draft, workload.application, other)) continue
    draft.context.unsupported(
      'ordering',
      need,
      'id',
      options['wait'] === 'links' ? `\`${id}\` has no port that could be waited for` : undefined,
    )
  }
}
