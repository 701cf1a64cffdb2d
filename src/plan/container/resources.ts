import type { ResourceLimit, ResourceList } from '../../generated/application.js'
import { parseCpu, parseMemory } from '../../language/quantities.js'
import type { Resources } from '../plan.js'
import type { Scope } from '../scope.js'
import type { Traced } from '../trace.js'

interface ResourceFields {
  readonly cpu?: string | number
  readonly memory?: string
  readonly limit?: ResourceLimit
  readonly gpu?: number
}

/** Gives what a component requests and may use at most, in millicores and MiB; without `limit` the two are the same (KubeVela webservice). */
export function planResources(scope: Scope, properties: ResourceFields): Resources {
  const limit = properties.limit ?? {}
  const [cpu, memory] = [cpuOf(scope, properties), memoryOf(scope, properties)]
  return scope.trace.build<Resources>({
    cpu: boundsOf(scope, cpu, cpuOf(scope, limit) ?? cpu),
    memory: boundsOf(scope, memory, memoryOf(scope, limit) ?? memory),
    gpu: scope.from(properties, 'gpu'),
  })
}

/** Gives a request and a limit; nothing where neither is said. */
export function boundsOf(
  { trace }: Scope,
  request: Traced<number> | undefined,
  limit: Traced<number> | undefined,
): { readonly request?: number; readonly limit?: number } | undefined {
  return request === undefined && limit === undefined ? undefined : trace.build<{ request?: number; limit?: number }>({ request, limit })
}

/** Gives the cpu of a list, in millicores. */
export function cpuOf(scope: Scope, list: ResourceList): Traced<number> | undefined {
  return scope.from(list, 'cpu', parseCpu)
}

/** Gives the memory of a list, in MiB. */
export function memoryOf(scope: Scope, list: ResourceList): Traced<number> | undefined {
  return scope.from(list, 'memory', parseMemory)
}
