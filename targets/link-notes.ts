import type { Workload } from '../src/plan/plan.js'

/**
 * Gives the annotation that tells the names of the configuration which links give a workload, as JSON by link (of several workloads, by workload and link):
 * the values are variables, or stand in a manifest for wadm, and have no place for the name. Nothing where no link has a name to tell.
 */
export function linkNotes(workloads: readonly Pick<Workload, 'name' | 'bindings'>[], whole = false): Readonly<Record<string, string>> {
  const notes = workloads.flatMap(({ name, bindings }) =>
    bindings
      .filter(({ config }) => config.length > 0)
      .map((binding) => [whole ? `${name} ${binding.name}` : binding.name, binding.config] as const),
  )
  return notes.length === 0 ? {} : { 'manifest-compiler.dev/links': JSON.stringify(Object.fromEntries(notes)) }
}
