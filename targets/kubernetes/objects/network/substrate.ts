import type { Id } from '../../../../src/lattice/lattice.js'
import type { WasmWorkload } from '../../../../src/plan/plan.js'
import { eligibleGroups } from '../../../wadm/host-groups.js'
import type { ObjectDraft } from '../object-draft.js'
import { manifestFolder, manifestLabels, manifestName } from '../wasm/manifest-names.js'
import { natsAddress, natsOf, natsPort } from '../wasm/nats-address.js'
import { hostPart, natsPart, type Part, substrateChart, wadmPart } from '../wasm/substrate-names.js'
import { wadmAdminPort } from '../wasm/wadm.js'
import { groupName, hostPodLabels, isRuntimeTwo } from '../wasmcloud2/runtime-two.js'
import type { Edge, PodPort } from './edges.js'
import type { Pods } from './pods.js'

/** Gives the pods that are made for no single workload: each has a policy of its own. */
export function substratePods(draft: ObjectDraft): readonly Pods[] {
  // the operator's chart has policies of its own
  if (isRuntimeTwo(draft)) return []
  const applications = draft.plan.applications.filter(({ wadm }) => wadm !== undefined)
  if (applications.length === 0) return []
  const { substrate } = draft.context.options
  const hosts = substrate === 'none' ? [] : draft.plan.hostGroups.map(hostPart)
  return [
    ...(substrate === 'own' ? [natsPart, wadmPart] : []).map(podsOfPart),
    ...(substrate === 'platform' ? [{ ...podsOfPart(natsOf(draft)), foreign: true as const }] : []),
    ...hosts.map(podsOfPart),
    ...applications.map(({ name }) => ({
      id: manifestPodsId(name),
      chart: name,
      folder: manifestFolder,
      name: manifestName(name),
      labels: manifestLabels(name),
    })),
  ]
}

/** Gives the traffic among those pods, and between them and workloads, that no link of a manifest says. */
export function substrateEdges(draft: ObjectDraft): readonly Edge[] {
  const pods = substratePods(draft)
  if (pods.length === 0) return []
  const jobs = pods.filter(({ chart }) => chart !== substrateChart)
  if (draft.context.options['substrate'] === 'none')
    return jobs.map(({ id, chart }) => ({ from: id, to: 'outside', ports: [tcp(natsAddress(draft, chart)?.port ?? natsPort)] }))
  const nats = podsOfPart(natsOf(draft)).id
  const wadm = draft.context.options['substrate'] === 'own' ? [podsOfPart(wadmPart).id] : []
  const hosts = draft.plan.hostGroups.map((group) => podsOfPart(hostPart(group)).id)
  return [
    ...[...wadm, ...hosts, ...jobs.map(({ id }) => id)].map((from) => ({ from, to: nats, ports: [tcp(natsPort)] })),
    ...hosts.flatMap((from) => wadm.map((to) => ({ from, to, ports: [tcp(wadmAdminPort)] }))),
    // components and providers come from registries, of which a policy knows no names
    ...hosts.map((from): Edge => ({ from, to: 'outside', ports: registryPorts(draft).map(tcp) })),
  ]
}

/** Gives those of the substrate's pods that may run a Wasm workload: its links begin there, and at an HTTP server others arrive there. */
export function hostsOf(draft: ObjectDraft, workload: WasmWorkload): readonly Pods[] {
  if (isRuntimeTwo(draft)) return operatorHosts(draft, workload)
  if (draft.context.options['substrate'] === 'none') return []
  return eligibleGroups(draft, workload).map((group) => podsOfPart(hostPart(group)))
}

/** Hosts of wasmCloud 2 are pods of the operator's chart. */
function operatorHosts({ plan }: ObjectDraft, { id }: WasmWorkload): readonly Pods[] {
  return plan.hostGroups
    .filter(({ workloads }) => workloads.includes(id))
    .map((group) => {
      const name = `hostgroup-${groupName(group)}`
      return {
        id: `${substrateChart}:${name}`,
        chart: substrateChart,
        folder: '',
        name,
        labels: hostPodLabels(group),
        foreign: true,
      }
    })
}

function podsOfPart(part: Part): Pods {
  return { id: `${substrateChart}:${part.folder}`, chart: substrateChart, ...part }
}

function manifestPodsId(application: string): Id {
  return `${application}:${manifestFolder}`
}

function tcp(containerPort: number): PodPort {
  return { containerPort, protocol: 'TCP' }
}

/** Registries listen for HTTPS; those that are asked in plain HTTP at the port of their name (option `oci-insecure`). */
function registryPorts({ context: { options } }: ObjectDraft): readonly number[] {
  const insecure = (options['oci-insecure'] ?? '').split(',').filter((registry) => registry.trim() !== '')
  return [...new Set([443, ...insecure.map((registry) => Number(/:(\d{1,5})\s*$/.exec(registry)?.[1] ?? 80))])]
}
