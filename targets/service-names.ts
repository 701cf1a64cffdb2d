import type { Id } from '../src/lattice/lattice.js'
import type { Workload } from '../src/plan/plan.js'
import { fingerprint } from './fingerprint.js'
import { longest, serviceName } from './service-name.js'
import type { EmitContext } from './target.js'

/**
 * Gives each workload the name of its service (Compose, ECS) or of its app (Fly), or of its host where it is a Wasm component. Names of different workloads can become one (`a-b/c` and `a/b-c`), of which nobody needs to know who wrote only one of them:
 * then each has a fingerprint, so that the order of workloads decides nothing, and it is said.
 */
export function serviceNames(workloads: Iterable<Workload>, context: EmitContext): ReadonlyMap<Id, string> {
  const owners = new Map<string, Workload[]>()
  for (const workload of workloads) {
    const name = serviceName(workload.application, workload.name)
    owners.set(name, [...(owners.get(name) ?? []), workload])
  }
  return new Map(
    [...owners].flatMap(([name, list]) =>
      list.map((workload): [Id, string] => [workload.id, list.length === 1 ? name : apart(context, name, workload, list)]),
    ),
  )
}

function apart({ fault, target }: EmitContext, name: string, workload: Workload, list: readonly Workload[]): string {
  const own = `${name.slice(0, longest - 9)}-${fingerprint(workload.id)}`
  const others = list.filter(({ id }) => id !== workload.id).map(({ id }) => `\`${id}\``)
  fault(
    {
      code: 'target/renamed',
      severity: 'info',
      message: `\`${workload.id}\` has the name \`${own}\` under ${target}, because ${others.join(' and ')} would have \`${name}\` too`,
    },
    workload,
    'name',
  )
  return own
}
