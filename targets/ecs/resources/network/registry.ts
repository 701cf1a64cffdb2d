import type { Id } from '../../../../src/lattice/lattice.js'
import type { Plan, Workload } from '../../../../src/plan/plan.js'
import type { EcsDraft, Registry } from '../ecs-draft.js'
import { isRun } from '../service/served-ports.js'
import { use, variableName } from '../use-variable.js'
import { variableOf } from '../variables.js'
import { namespaceName } from './namespace.js'

/**
 * Gives the place of a service in DNS, where a task that is no service's links to it: Service Connect has no part in such tasks (ECS developer guide, Service Connect considerations).
 * The name has a dot, so that no discovery name is the same.
 */
export function registryOf(draft: EcsDraft, workload: Workload): Registry | undefined {
  if (!isAskedByRuns(draft, workload.id)) return undefined
  const name = registryName(draft, workload.id)
  const mark = use(draft, {
    name: variableName('registry', draft.nameOf(workload.id), 'arn'),
    kind: 'arn',
    description: `service of Cloud Map by which DNS knows the tasks of ${draft.nameOf(workload.id)}; made where nothing is said`,
    default: '',
  })
  return { name, variable: variableOf(mark) }
}

/** Gives the host by which DNS knows the tasks of a service: of each its own address, so that its port is that of the container. */
export function registryHost(draft: EcsDraft, id: Id): string {
  return `${registryName(draft, id)}.${namespaceName(draft)}`
}

/** Tells whether what runs to its end reaches others by DNS, because it is no part of Service Connect. */
export function asksByDns(from: Workload): boolean {
  return from.kind === 'container' && isRun(from)
}

function registryName(draft: EcsDraft, id: Id): string {
  return `tasks.${draft.nameOf(id)}`
}

const known = new WeakMap<Plan, ReadonlySet<Id>>()

function isAskedByRuns({ plan, workloads }: EcsDraft, id: Id): boolean {
  const found = known.get(plan)
  if (found !== undefined) return found.has(id)
  const asked = new Set(
    [...workloads.values()].filter(asksByDns).flatMap(({ bindings }) => bindings.flatMap(({ to, port }) => (port ? [to] : []))),
  )
  known.set(plan, asked)
  return asked.has(id)
}
