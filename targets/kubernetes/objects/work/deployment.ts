import type { ContainerWorkload } from '../../../../src/plan/plan.js'
import { selectorLabels } from '../labels.js'
import type { ObjectDraft } from '../object-draft.js'
import { replicasOf } from './replicas.js'
import { templateOf } from './template.js'
import { deploymentStrategy } from './update-strategy.js'

/** Adds the Deployment of a workload that runs for good (Kubernetes API, apps/v1). */
export function addDeployment(draft: ObjectDraft, workload: ContainerWorkload): void {
  draft.add(workload, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: draft.nameOf(workload.id), ...draft.textsOf(workload) },
    spec: {
      replicas: replicasOf(draft, workload),
      strategy: deploymentStrategy(draft, workload),
      selector: { matchLabels: selectorLabels(workload) },
      template: templateOf(draft, workload),
    },
  })
}
