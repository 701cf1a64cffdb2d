import type { Id } from '../../src/lattice/lattice.js'
import type { HostGroup, Plan, WasmWorkload, Workload } from '../../src/plan/plan.js'

type Requirements = Readonly<Record<string, string>>

/** What a target knows of the lattice while it emits. */
export interface Hosted {
  readonly plan: Plan
  readonly workloads: ReadonlyMap<Id, Workload>
}

/** Gives the groups on which wadm may start a workload: their labels hold all that one of its spreads requires (wadm 0.21, spreadscaler). */
export function eligibleGroups({ plan }: Pick<Hosted, 'plan'>, { scalers }: WasmWorkload): readonly HostGroup[] {
  const wanted = scalers.flatMap(({ placement }) => placement.filter(({ instances }) => instances > 0))
  return plan.hostGroups.filter((group) => wanted.some(({ requirements }) => satisfies(group.labels, requirements)))
}

/** Gives the workloads that wadm may start on a group. */
export function candidates(lattice: Hosted, group: HostGroup): readonly WasmWorkload[] {
  return [...lattice.workloads.values()].filter(
    (workload): workload is WasmWorkload => workload.kind === 'wasm' && eligibleGroups(lattice, workload).includes(group),
  )
}

/**
 * Gives how many hosts a group needs: wadm starts at most one copy of a provider on a host, so as many as the most that one of them asks for there;
 * of components any number shares a host.
 */
export function hostCount({ workloads }: Pick<Hosted, 'workloads'>, group: HostGroup): number {
  const asked = group.workloads.map((id) => {
    const workload = workloads.get(id)
    if (workload?.kind !== 'wasm' || workload.role !== 'capability') return 1
    const spreads = workload.scalers.filter(({ kind }) => kind === 'spread').flatMap(({ placement }) => placement)
    return spreads.filter(({ requirements }) => isEqual(requirements, group.labels)).reduce((sum, { instances }) => sum + instances, 0)
  })
  return Math.max(1, ...asked)
}

function satisfies(labels: Requirements, requirements: Requirements): boolean {
  return Object.entries(requirements).every(([key, value]) => labels[key] === value)
}

function isEqual(one: Requirements, other: Requirements): boolean {
  return Object.keys(one).length === Object.keys(other).length && satisfies(one, other)
}
