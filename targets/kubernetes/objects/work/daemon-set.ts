import type { ContainerWorkload } from '../../../../src/plan/plan.js'
import { selectorLabels } from '../labels.js'
import type { ObjectDraft } from '../object-draft.js'
import { templateOf } from './template.js'
import { daemonSetStrategy } from './update-strategy.js'

/** Adds the DaemonSet of a workload that runs once on every machine (Kubernetes API, apps/v1). */
export function addDaemonSet(draft: ObjectDraft, workload: ContainerWorkload): void {
  draft.add(workload, {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: draft.nameOf(workload.id), ...draft.textsOf(workload) },
    spec: {
      updateStrategy: daemonSetStrategy(draft, workload),
      selector: { matchLabels: selectorLabels(workload) },
      template: templateOf(draft, workload),
    },
  })
}
