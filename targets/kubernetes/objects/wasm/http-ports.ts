import type { HostGroup } from '../../../../src/plan/plan.js'
import { eligibleGroups } from '../../../wadm/host-groups.js'
import { httpAddresses } from '../../../wadm/http-addresses.js'
import type { ObjectDraft } from '../object-draft.js'

/** Gives the ports at which HTTP servers listen that wadm may start on a group of hosts; sorted. */
export function httpPorts(draft: ObjectDraft, group: HostGroup): readonly number[] {
  const ports = draft.plan.applications.flatMap(httpAddresses).flatMap(({ provider, port }) => {
    const workload = draft.workloads.get(provider)
    return workload?.kind === 'wasm' && eligibleGroups(draft, workload).includes(group) ? [port] : []
  })
  return [...new Set(ports)].sort((one, other) => one - other)
}
