import type { ResourceList, ResourceProperties } from '../../../generated/application.js'
import { parseCpu, parseMemory } from '../../../language/quantities.js'
import type { ContainerWorkload, Resources } from '../../plan.js'
import type { Scope } from '../../scope.js'
import type { Traced } from '../../trace.js'
import { boundsOf, cpuOf, memoryOf } from '../resources.js'

/** Gives the workload with other resources for its main container (KubeVela `resource`). */
export function applyResource(scope: Scope, workload: ContainerWorkload, properties: ResourceProperties): ContainerWorkload {
  const main = scope.trace.amend(workload.main, { resources: changeResources(scope, workload.main.resources, properties) })
  return scope.trace.amend(workload, { main })
}

/**
 * Gives resources changed by the trait `resource`: `cpu` and `memory` for request and limit, or lists on their own,
 * in which KubeVela takes 1 core and 2048 MiB for what is not said.
 */
export function changeResources(scope: Scope, resources: Resources, properties: ResourceProperties): Resources {
  const { requests, limits } = properties
  const request = requests ? fullList(scope, requests) : plainList(scope, properties)
  const limit = limits ? fullList(scope, limits) : plainList(scope, properties)
  const bounds = (name: 'cpu' | 'memory') => {
    const known = resources[name] ?? {}
    return boundsOf(scope, request[name] ?? scope.trace.held(known, 'request'), limit[name] ?? scope.trace.held(known, 'limit'))
  }
  return scope.trace.amend<Resources>(resources, { cpu: bounds('cpu'), memory: bounds('memory') })
}

interface Amounts {
  readonly cpu: Traced<number> | undefined
  readonly memory: Traced<number> | undefined
}

function fullList(scope: Scope, list: ResourceList): Amounts {
  const { join } = scope.trace
  return { cpu: cpuOf(scope, list) ?? join(parseCpu('1') ?? 0), memory: memoryOf(scope, list) ?? join(parseMemory('2048Mi') ?? 0) }
}

/** Beside a list KubeVela passes over the plain fields. */
function plainList(scope: Scope, properties: ResourceProperties): Amounts {
  const isPlain = properties.requests === undefined && properties.limits === undefined
  return { cpu: isPlain ? cpuOf(scope, properties) : undefined, memory: isPlain ? memoryOf(scope, properties) : undefined }
}
