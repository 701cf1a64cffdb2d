import type { Id } from '../../../src/lattice/lattice.js'
import type { Part, Workload } from '../../../src/plan/plan.js'
import type { ObjectDraft } from './object-draft.js'
import { substrateChart } from './wasm/substrate-names.js'
import { isRuntimeTwo } from './wasmcloud2/runtime-two.js'

/** Gives a value of which a part is an address, as the workload `from` sees it. */
export function textOf(draft: ObjectDraft, from: Workload, parts: readonly Part[]): string {
  return parts.map((part) => partOf(draft, from, part)).join('')
}

/** Gives a piece of a value: the address of a workload is its Service, at the Service's port. */
export function partOf(draft: ObjectDraft, from: Workload, part: Part): string {
  if ('text' in part) return part.text
  const host = hostOf(draft, from, part.to)
  const port = servicePortOf(draft, part.to, part.port)
  if (part.address === 'host') return host
  if (part.address === 'port') return `${port ?? ''}`
  return port === undefined ? `${part.scheme}://${host}` : `${part.scheme}://${host}:${port}`
}

/** Gives the host name of a workload's Service, as `from` sees it. */
export function hostOf(draft: ObjectDraft, from: Workload, to: Id): string {
  const name = draft.nameOf(to)
  const target = draft.workloads.get(to)
  return target === undefined ? name : serviceHost(draft, podsHome(from), homeOf(draft, target), name)
}

/**
 * Gives the host name of a Service of one chart as the pods of another see it: its name, and in another namespace `<name>.<namespace>.svc`
 * (Kubernetes, DNS for Services and Pods).
 */
export function serviceHost({ namespaceOf, hostElsewhere }: ObjectDraft, from: string, to: string, name: string): string {
  if (from === to) return name
  if (hostElsewhere !== undefined) return hostElsewhere(from, to, name)
  const namespace = namespaceOf(to)
  return namespace === undefined || namespace === namespaceOf(from) ? name : `${name}.${namespace}.svc`
}

/** Gives the chart in whose namespace a workload has its Service: Wasm workloads of wasmCloud 1 are where the hosts are, to which the Service leads. */
export function homeOf(draft: Pick<ObjectDraft, 'context'>, { kind, application }: Workload): string {
  return kind === 'wasm' && !isRuntimeTwo(draft) ? substrateChart : application
}

/** Gives the chart in whose namespace the pods of a workload are: Wasm workloads run in those of hosts. */
function podsHome({ kind, application }: Workload): string {
  return kind === 'wasm' ? substrateChart : application
}

/** Gives the port at which the Service of a workload offers a port of its container. */
export function servicePortOf({ workloads }: ObjectDraft, to: Id, containerPort: number | undefined): number | undefined {
  const target = workloads.get(to)
  const ports = target?.kind === 'container' ? target.main.ports : target?.kind === 'spin' ? target.ports : []
  return ports.find((port) => port.containerPort === containerPort)?.port ?? containerPort
}
