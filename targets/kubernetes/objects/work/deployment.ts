import type { ContainerWorkload } from '../../../../src/plan/plan.js'
import { selectorLabels } from '../labels.js'
import type { ObjectDraft } from '../object-draft.js'
import { podTemplate } from '../pod/pod-template.js'

/** Adds the Deployment of a workload that runs for good (Kubernetes API, apps/v1). */
export function addDeployment(draft: ObjectDraft, workload: ContainerWorkload): void {
  draft.add(workload, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: draft.nameOf(workload.id), labels: selectorLabels(workload) },
    spec: {
      replicas: workload.replicas,
      selector: { matchLabels: selectorLabels(workload) },
      template: podTemplate(draft, workload),
    },
  })
}
