import type { HostGroup } from '../../../../src/plan/plan.js'
import { eligibleGroups } from '../../../wadm/host-groups.js'
import type { ObjectDraft } from '../object-draft.js'

/** Gives the ports at which HTTP servers listen that wadm may start on a group of hosts; sorted. */
export function httpPorts(draft: ObjectDraft, group: HostGroup): readonly number[] {
  const endpoints = [...draft.workloads.values()].flatMap((workload) => (workload.kind === 'wasm' ? workload.endpoints : []))
  const ports = endpoints.flatMap(({ provider, port }) => {
    const server = draft.workloads.get(provider)
    return server?.kind === 'wasm' && eligibleGroups(draft, server).includes(group) ? [port.containerPort] : []
  })
  return [...new Set(ports)].sort((one, other) => one - other)
}
