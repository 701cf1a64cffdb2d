import type { Id } from '../../../../src/lattice/lattice.js'
import type { Plan, Port, Workload } from '../../../../src/plan/plan.js'
import type { ObjectDraft } from '../object-draft.js'

/** What a workload waits for: a port of another. */
export interface WaitTarget {
  readonly to: Id
  readonly port: Port
  /** True where the manifest says the order alone, and no link goes there. */
  readonly isOrder: boolean
}

/**
 * Gives what a workload waits for with the option `wait=links`: the TCP ports that its links mean, and of what it only comes after the first TCP port that it listens on.
 * Workloads that need each other in a circle wait for none of it.
 */
export function waitTargets(draft: Pick<ObjectDraft, 'plan' | 'context' | 'workloads'>, workload: Workload): readonly WaitTarget[] {
  // the others have no init containers
  if (draft.context.options['wait'] !== 'links' || workload.kind !== 'container') return []
  const waves = wavesOf(draft.plan)
  return workload.needs.flatMap(({ id, why }): readonly WaitTarget[] => {
    if (waves.get(id) === waves.get(workload.id)) return []
    const target = draft.workloads.get(id)
    const linked = workload.bindings.flatMap(({ to, port }) => (to === id && port?.protocol === 'TCP' ? [port] : []))
    if (why === 'link') return [...new Set(linked)].map((port) => ({ to: id, port, isOrder: false }))
    const ports = target?.kind === 'container' ? target.main.ports : target?.kind === 'spin' ? target.ports : []
    const first = ports.find(({ protocol }) => protocol === 'TCP')
    return first === undefined || isRun(target) ? [] : [{ to: id, port: first, isOrder: true }]
  })
}

/** Gives in which wave each workload starts, counted from 0. */
export function wavesOf(plan: Plan): ReadonlyMap<Id, number> {
  const found = known.get(plan)
  if (found !== undefined) return found
  const waves = new Map(plan.waves.flatMap((wave, index) => wave.map((id): [Id, number] => [id, index])))
  known.set(plan, waves)
  return waves
}

const known = new WeakMap<Plan, ReadonlyMap<Id, number>>()

/** A run to the end listens to nobody when it has done its work. */
function isRun(target: Workload | undefined): boolean {
  return target?.kind === 'container' && (target.work === 'task' || target.work === 'cron')
}
