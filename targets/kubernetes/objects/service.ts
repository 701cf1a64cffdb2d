import type { ContainerWorkload } from '../../../src/plan/plan.js'
import { selectorLabels } from './labels.js'
import type { ObjectDraft } from './object-draft.js'

/** Adds the Service in front of a workload that has ports (Kubernetes API, core/v1 Service). */
export function addService(draft: ObjectDraft, workload: ContainerWorkload): void {
  if (workload.main.ports.length === 0) return
  draft.add(workload, {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: draft.nameOf(workload.id), labels: selectorLabels(workload) },
    spec: {
      selector: selectorLabels(workload),
      ports: workload.main.ports.map(({ name, port, containerPort }) => ({ name, port, targetPort: containerPort })),
    },
  })
}
