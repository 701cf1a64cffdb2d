import type { ContainerWorkload, SpinWorkload } from '../../../../src/plan/plan.js'
import type { ObjectDraft } from '../object-draft.js'
import { kindOf } from '../work/claim-templates.js'
import { podAutoscalerSpec } from './pod-autoscaler.js'
import { scaledObject } from './scaled-object.js'
import { scalesBy } from './scales-by.js'

/** Adds what scales a workload by its load; a goal that nothing here measures is reported. */
export function addAutoscaler(draft: ObjectDraft, workload: ContainerWorkload | SpinWorkload): void {
  const { scale, replicas } = workload
  if (scale === undefined) return
  const by = scalesBy(draft, scale)
  const name = draft.nameOf(workload.id)
  const target = { apiVersion: 'apps/v1', kind: kindOf(draft, workload), name }
  if (scale.concurrency !== undefined && by !== 'keda')
    draft.context.unsupported(
      'autoscale-concurrency',
      by === undefined ? workload : scale,
      by === undefined ? 'scale' : 'concurrency',
      `Kubernetes does not measure it, so that ${by === undefined ? `${replicas ?? 1} run, whatever the load` : 'the other goals alone count'}; with \`concurrency=keda\` KEDA does`,
    )
  if (by === 'keda') draft.add(workload, scaledObject(draft, workload, target, scale))
  if (by === 'hpa')
    draft.add(workload, {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name },
      spec: podAutoscalerSpec(target, scale),
    })
}
