import { compile } from '../../../src/compile-fully.js'
import { isWasm } from '../../../src/language/is-wasm.js'
import type { Id } from '../../../src/lattice/lattice.js'
import type { Subject } from '../../kube/subjects.js'
import { podsIn, portsIn } from './pods-in.js'
import { lets } from './policy-judge.js'
import type { Read } from './rendered.js'

/** Gives who reaches whom by the policies among objects, at whatever port: `<pods> <pods>`, sorted. */
export function allowedPairs(objects: readonly Read[]): readonly string[] {
  const pods = podsIn(objects)
  const policies = objects.filter(({ kind }) => kind === 'NetworkPolicy')
  const aims = portsIn(objects).flatMap((port) => ['TCP', 'UDP'].map((protocol) => ({ port, protocol })))
  const allowed = pods.flatMap((from) =>
    pods.filter((to) => aims.some((aim) => lets(policies, from, to, aim))).map((to) => `${from.id} ${to.id}`),
  )
  return [...new Set(allowed)].sort()
}

/**
 * Gives who reaches whom by the lattice, in the same form: links between containers and Spin applications; those of Wasm workloads begin and end at hosts,
 * which meet in NATS.
 */
export function graphPairs({ sources }: Subject): readonly string[] {
  const { lattice, plan: planned } = compile(sources, { plan: true, cwd: '/' })
  const plan = planned?.plan
  const workloads = new Map(plan?.applications.flatMap((application) => application.workloads.map((workload) => [workload.id, workload])))
  const hostsOf = (id: Id): readonly string[] =>
    (plan?.hostGroups ?? []).filter((group) => group.workloads.includes(id)).map(({ name }) => `wasmcloud/host-${name}`)
  const endsOf = (id: Id, isTarget: boolean): readonly string[] => {
    const workload = workloads.get(id)
    if (workload === undefined) return []
    if (workload.kind === 'wasm') return isTarget ? workload.endpoints.flatMap(({ provider }) => hostsOf(provider)) : hostsOf(id)
    return isTarget && (workload.kind === 'spin' ? workload.ports : workload.main.ports).length === 0 ? [] : [id]
  }
  const pairs = new Set<string>()
  for (const [id, edges] of lattice.outgoing) {
    for (const { kind, resolved } of edges) {
      const ends = [id, resolved].map((end) => lattice.nodes.get(end)?.component)
      if (kind !== 'link' || ends.every((component) => component === undefined || isWasm(component))) continue
      for (const from of endsOf(id, false)) for (const to of endsOf(resolved, true)) pairs.add(`${from} ${to}`)
    }
  }
  const hosts = (plan?.hostGroups ?? []).map(({ name }) => `wasmcloud/host-${name}`)
  const jobs = (plan?.applications ?? []).filter(({ wadm }) => wadm).map(({ name }) => `${name}/wadm-manifest`)
  if (jobs.length > 0) for (const from of ['wasmcloud/wadm', ...hosts, ...jobs]) pairs.add(`${from} wasmcloud/nats`)
  for (const host of hosts) pairs.add(`${host} wasmcloud/wadm`)
  return [...pairs].sort()
}
