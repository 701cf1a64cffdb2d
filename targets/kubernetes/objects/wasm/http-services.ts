import type { HostGroup, WasmWorkload } from '../../../../src/plan/plan.js'
import { eligibleGroups } from '../../../wadm/host-groups.js'
import { selectorLabels } from '../labels.js'
import type { ObjectDraft } from '../object-draft.js'
import { hostPart, substrateChart } from './substrate-names.js'

/**
 * Adds a Service for each Wasm workload that an HTTP server answers for, at the hosts where wadm may start that server. It is in the namespace of the hosts,
 * because a Service reaches pods of its own namespace only.
 */
export function addHttpServices(draft: ObjectDraft): void {
  for (const workload of draft.workloads.values()) {
    if (workload.kind !== 'wasm' || workload.endpoints.length === 0) continue
    const name = draft.nameOf(workload.id)
    const ports = new Map(workload.endpoints.map(({ port }) => [port.port, port]))
    draft.addTo(
      substrateChart,
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name, labels: selectorLabels(workload) },
        spec: {
          selector: selectorOf(draft, workload),
          ports: [...ports.values()].map((port) => ({
            name: port.name,
            port: port.port,
            targetPort: port.name,
            appProtocol: port.appProtocol,
          })),
        },
      },
      `http-${name}`,
    )
  }
}

/** Gives the groups of hosts where a server may run that answers for a workload. */
export function servingGroups(draft: ObjectDraft, { endpoints }: WasmWorkload): readonly HostGroup[] {
  const servers = [...new Set(endpoints.map(({ provider }) => provider))].flatMap((id) => draft.workloads.get(id) ?? [])
  const groups = new Set(servers.flatMap((server) => (server.kind === 'wasm' ? eligibleGroups(draft, server) : [])))
  return draft.plan.hostGroups.filter((group) => groups.has(group))
}

/** Gives the labels that the hosts of a group have besides their own, by which Services find several groups at once. */
export function servedLabels(draft: ObjectDraft, group: HostGroup): Readonly<Record<string, string>> {
  const served = [...draft.workloads.values()].filter((workload): workload is WasmWorkload => {
    if (workload.kind !== 'wasm' || workload.endpoints.length === 0) return false
    const groups = servingGroups(draft, workload)
    return groups.length > 1 && groups.includes(group)
  })
  return Object.fromEntries(served.map(({ id }) => [servedLabel(draft.nameOf(id)), 'true']))
}

/** A Service has one set of labels to find pods by, all of which they must have (Kubernetes, Service). */
function selectorOf(draft: ObjectDraft, workload: WasmWorkload): Readonly<Record<string, string>> {
  const [group, ...others] = servingGroups(draft, workload)
  if (group !== undefined && others.length === 0) return hostPart(group).labels
  return { [servedLabel(draft.nameOf(workload.id))]: 'true' }
}

function servedLabel(name: string): string {
  return `serves.manifest-compiler.dev/${name}`
}
