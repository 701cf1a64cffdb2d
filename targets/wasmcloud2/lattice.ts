import type { Id } from '../../src/lattice/lattice.js'
import type { ApplicationPlan, HostGroup, Plan, WasmWorkload, Workload } from '../../src/plan/plan.js'

/** What a target knows of the lattice while it emits. */
export interface Lattice {
  readonly plan: Plan
  readonly workloads: ReadonlyMap<Id, Workload>
}

/** Components that are one workload of wasmCloud 2 in a group of hosts. */
export interface Placed {
  readonly application: ApplicationPlan
  readonly group: HostGroup
  readonly components: readonly WasmWorkload[]
}

/**
 * Gives what stands where: components of an application that link to each other are one workload, which stands once in each group of hosts
 * that their spreads name (wasmCloud 2 has no spreads and no weights of its own).
 */
export function placedWorkloads({ plan }: Lattice): readonly Placed[] {
  return plan.hostGroups.flatMap((group) =>
    plan.applications.flatMap((application) => {
      const here = application.workloads.filter(
        (workload): workload is WasmWorkload =>
          workload.kind === 'wasm' && workload.role === 'component' && group.workloads.includes(workload.id),
      )
      return connected(here).map((components) => ({ application, group, components }))
    }),
  )
}

/** Gives components in sets that links connect, each in the order of the manifest. */
function connected(components: readonly WasmWorkload[]): readonly (readonly WasmWorkload[])[] {
  const sets: Set<WasmWorkload>[] = []
  for (const component of components) {
    const touched = sets.filter((set) => [...set].some((other) => isLinked(component, other) || isLinked(other, component)))
    const merged = new Set([...touched.flatMap((set) => [...set]), component])
    for (const set of touched) sets.splice(sets.indexOf(set), 1)
    sets.push(merged)
  }
  return sets.map((set) => components.filter((component) => set.has(component)))
}

function isLinked(from: WasmWorkload, to: WasmWorkload): boolean {
  return from.links.some((link) => link.to === to.id)
}
