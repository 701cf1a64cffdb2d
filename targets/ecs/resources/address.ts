import type { Part, Workload } from '../../../src/plan/plan.js'
import type { EcsDraft } from './ecs-draft.js'
import { asksByDns, registryHost } from './network/registry.js'

/** Gives a value of which a part is an address, as the workload `from` sees it. */
export function textOf(draft: EcsDraft, from: Workload, parts: readonly Part[]): string {
  return parts.map((part) => partOf(draft, from, part)).join('')
}

/**
 * Gives a piece of a value: the address of a workload is the client alias of its Service Connect service (ECS API, ServiceConnectClientAlias), at the port of the service.
 * What runs to its end has no part in that: it finds the tasks by DNS, at the port of the container.
 */
function partOf(draft: EcsDraft, from: Workload, part: Part): string {
  if ('text' in part) return part.text
  const isByDns = asksByDns(from)
  const host = isByDns ? registryHost(draft, part.to) : draft.nameOf(part.to)
  const target = draft.workloads.get(part.to)
  const ports = target?.kind === 'container' ? target.main.ports : target?.kind === 'spin' ? target.ports : []
  const port = isByDns
    ? part.port
    : (ports.find(({ containerPort, protocol }) => containerPort === part.port && protocol === 'TCP')?.port ?? part.port)
  if (part.address === 'host') return host
  if (part.address === 'port') return `${port ?? ''}`
  return port === undefined ? `${part.scheme}://${host}` : `${part.scheme}://${host}:${port}`
}
