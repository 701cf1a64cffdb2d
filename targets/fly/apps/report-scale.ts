import type { ContainerWorkload } from '../../../src/plan/plan.js'
import type { FlyDraft } from './fly-draft.js'
import { regionsOf } from './machine/regions.js'
import { reachOf } from './network/reach.js'

const goals = {
  cpu: 'autoscale-cpu',
  cpuValue: 'autoscale-cpu',
  memory: 'autoscale-memory',
  memoryValue: 'autoscale-memory',
  podMetrics: 'autoscale-custom',
  concurrency: 'autoscale-concurrency',
} as const

/** Reports goals of scaling that Fly.io lacks. The proxy starts and stops the machines that there are, by connections or requests at once; it knows no other goal, and nothing of what it does not serve. */
export function reportScale(draft: FlyDraft, workload: ContainerWorkload): void {
  const { scale } = workload
  if (scale === undefined) return
  const { unsupported } = draft.context
  const isServed = reachOf(draft, workload).stop !== 'off'
  const machines = `${scale.min} ${scale.min === 1 ? 'machine runs' : 'machines run'}`
  const effect = isServed
    ? `the proxy starts and stops machines by requests at once, from ${scale.min} to ${scale.max}`
    : `${machines} whatever the load, because the proxy serves no port of it`
  const asked = Object.entries(goals).filter(([goal]) => goal in scale)
  const lost = asked.filter(([goal]) => goal !== 'concurrency' || !isServed)
  for (const [goal, feature] of lost) unsupported(feature, scale, goal, effect)
  if (!isServed) unsupported(lost[0]?.[1] ?? 'autoscale-cpu', scale, 'max', effect)
}

/** Gives the number of machines to make: as many as may run where the proxy stops those that nobody needs. */
export function machineCount(draft: FlyDraft, workload: ContainerWorkload): number {
  const { scale, replicas, work } = workload
  if (work === 'daemon') return Math.max(1, regionsOf(draft.context).length)
  if (scale === undefined) return replicas ?? 1
  return reachOf(draft, workload).stop === 'off' ? scale.min : scale.max
}
