import type { Id } from '../../../src/lattice/lattice.js'
import type { Workload } from '../../../src/plan/plan.js'
import { fingerprint } from '../../fingerprint.js'
import type { EmitContext } from '../../target.js'
import { workloadName } from './names.js'

/**
 * Gives each workload the name of its objects. Names of different workloads can become one (`a-b/c` and `a/b-c`): in one namespace they would be the same object,
 * so then each has a fingerprint, whichever came first, and it is said.
 */
export function workloadNames(workloads: Iterable<Workload>, context: EmitContext): ReadonlyMap<Id, string> {
  const owners = new Map<string, Workload[]>()
  for (const workload of workloads) {
    const name = workloadName(workload.application, workload.name)
    owners.set(name, [...(owners.get(name) ?? []), workload])
  }
  return new Map(
    [...owners].flatMap(([name, list]) =>
      list.map((workload): [Id, string] => [workload.id, list.length === 1 ? name : apart(context, name, workload, list)]),
    ),
  )
}

function apart({ fault }: EmitContext, name: string, workload: Workload, list: readonly Workload[]): string {
  const own = `${name.slice(0, 43).replace(/-+$/, '')}-${fingerprint(workload.id)}`
  const others = list.filter(({ id }) => id !== workload.id).map(({ id }) => `\`${id}\``)
  fault(
    {
      code: 'target/renamed',
      severity: 'info',
      message: `objects of \`${workload.id}\` have the name \`${own}\`, because ${others.join(' and ')} would have \`${name}\` too`,
    },
    workload,
    'name',
  )
  return own
}
