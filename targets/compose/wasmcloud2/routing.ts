import type { HostGroup, WasmWorkload } from '../../../src/plan/plan.js'
import type { Draft } from '../draft.js'
import { hostService } from '../wasm/host-service.js'

/** Gives the names by which requests find a component (wash host, dynamic router): its name in the project, and on this machine one below `localhost`. */
export function routing(draft: Draft, component: WasmWorkload, group: HostGroup): Readonly<Record<string, string>> {
  const host = draft.serviceOf(component.id)
  const served = [...draft.workloads.values()].filter(
    (workload) =>
      workload.kind === 'wasm' && workload.role === 'component' && workload.endpoints.length > 0 && group.workloads.includes(workload.id),
  )
  // who is alone needs no name
  const alone = served.length === 1 ? `,localhost,${hostService(group)}` : ''
  return { host, 'host-aliases': `${host}.localhost${alone}` }
}
