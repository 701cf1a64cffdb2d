import { compareText } from '../../../src/diagnostic.js'
import type { Id } from '../../../src/lattice/lattice.js'
import type { Workload } from '../../../src/plan/plan.js'

/** Gives, for each workload that other applications need, the annotation that names them: whoever removes an application sees by it what has to stay. */
export function neededBy(workloads: Iterable<Workload>): ReadonlyMap<Id, Readonly<Record<string, string>>> {
  const users = new Map<Id, Set<string>>()
  for (const { application, needs } of workloads) {
    for (const { id } of needs) {
      if (id.startsWith(`${application}/`)) continue
      users.set(id, (users.get(id) ?? new Set()).add(application))
    }
  }
  return new Map([...users].map(([id, names]) => [id, { 'manifest-compiler.dev/needed-by': [...names].sort(compareText).join(',') }]))
}
