import type { Scale } from '../../../../src/plan/plan.js'
import type { ObjectDraft } from '../object-draft.js'

/**
 * Gives what decides the number of copies: a HorizontalPodAutoscaler by what Kubernetes measures, or KEDA, which makes one of its own, where the goal is requests at once
 * and the option `concurrency` chooses it. Nothing where no goal is left: the number of copies then stays as it is.
 */
export function scalesBy({ context }: ObjectDraft, scale: Scale | undefined): 'hpa' | 'keda' | undefined {
  if (scale === undefined) return undefined
  if (scale.concurrency !== undefined && context.options['concurrency'] === 'keda') return 'keda'
  const { cpu, cpuValue, memory, memoryValue, podMetrics = [] } = scale
  const isMeasured = [cpu, cpuValue, memory, memoryValue].some((goal) => goal !== undefined) || podMetrics.length > 0
  return isMeasured ? 'hpa' : undefined
}
