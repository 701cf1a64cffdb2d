import type { LifecycleProperties } from '../../../generated/application.js'
import type { Container, ContainerWorkload } from '../../plan.js'
import type { Scope } from '../../scope.js'

/** Gives the workload with commands after the start and before the stop of every container that it has by then (KubeVela `lifecycle`). */
export function applyLifecycle(scope: Scope, workload: ContainerWorkload, properties: LifecycleProperties): ContainerWorkload {
  const { trace } = scope
  const handlers = (): NonNullable<Container['lifecycle']> =>
    trace.build<NonNullable<Container['lifecycle']>>({
      postStart: scope.from(properties, 'postStart'),
      preStop: scope.from(properties, 'preStop'),
    })
  const extend = (container: Container): Container => trace.amend<Container>(container, { lifecycle: handlers() })
  if (Object.keys(handlers()).length === 0) return workload
  return trace.amend(workload, { main: extend(workload.main), sidecars: workload.sidecars.map(extend) })
}
