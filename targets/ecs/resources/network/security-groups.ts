import type { Id } from '../../../../src/lattice/lattice.js'
import type { EcsDraft, Unit } from '../ecs-draft.js'
import { type Edge, edgesOf } from './edges.js'

/** What a security group lets in or out (EC2 API, IpPermission). */
export interface SecurityRule {
  readonly protocol: 'tcp' | 'udp' | 'all'
  /** Absent where all ports are meant. */
  readonly port?: number
  /** Another group of this list by its id, or all addresses. */
  readonly peer: { readonly group: SecurityGroup['id'] } | 'anywhere'
  /** Why, in a few words of ASCII (EC2 API, IpRange `Description`). */
  readonly description: string
}

/** A security group of the lattice (EC2 API, CreateSecurityGroup). */
export interface SecurityGroup {
  /** Id of the unit whose tasks it is for, or `balancer` for the Application Load Balancer of routes. */
  readonly id: Id | 'balancer'
  /** Of at most 255 letters, digits, spaces and `._-:/()#,@[]+=&;{}!$*`, not beginning with `sg-`. */
  readonly name: string
  readonly description: string
  readonly ingress: readonly SecurityRule[]
  readonly egress: readonly SecurityRule[]
}

/** To tasks on the bridge of their machine. */
const toMachines: SecurityRule = { protocol: 'all', peer: 'anywhere', description: 'to tasks on the bridge of their machine' }

/** Where NFS listens (EFS user guide, security groups). */
const nfsPort = 2049

/**
 * Gives the security groups of a lattice: one for each unit and one for the load balancer of its routes, which let in and out the edges of the graph. What goes out besides is HTTPS to all addresses, because images, logs,
 * secrets and Service Connect's own control plane are there, and NFS where a volume is on EFS; with `egress=open` all. DNS of the VPC needs no rule (VPC user guide, security group basics).
 * Tasks on a bridge share the groups of their machine and have none; whoever links to them may go anywhere, because nobody knows the port that their proxy gets there.
 */
export function securityGroups(draft: EcsDraft): readonly SecurityGroup[] {
  const edges = edgesOf(draft)
  const units = draft.units.filter(({ task }) => task.networkMode === 'awsvpc')
  const ids = new Set<string>([...units.map(({ id }) => id), 'balancer'])
  const known = edges.filter(({ from, to }) => ids.has(to) && (from === 'outside' || ids.has(from)))
  const names = new Map(units.map(({ id, name }) => [id, name]))
  const nameOf = (id: string): string => names.get(id) ?? 'the load balancer'
  const isBridged = (id: string): boolean => draft.units.some((unit) => unit.id === id) && !ids.has(id)
  const groups = units.map((unit) => {
    const group = groupOf(draft, unit, known, nameOf)
    const isFree = edges.some(({ from, to }) => from === unit.id && isBridged(to)) && draft.context.options['egress'] !== 'open'
    return isFree ? { ...group, egress: [...group.egress, toMachines] } : group
  })
  const isRouted = known.some(({ from }) => from === 'balancer')
  return isRouted ? [...groups, balancerGroup(draft, known, nameOf)] : groups
}

function groupOf(draft: EcsDraft, unit: Unit, edges: readonly Edge[], nameOf: (id: string) => string): SecurityGroup {
  const { id, name, application } = unit
  return {
    id,
    name: `${latticeName(draft)}-${name}`,
    description: `Tasks of ${name}, application ${application.replace(/[^A-Za-z0-9._-]/g, '-')}`,
    ingress: edges
      .filter(({ to }) => to === id)
      .map((edge) => ruleOf(edge, edge.from, edge.from === 'outside' ? 'from outside' : `from ${nameOf(edge.from)}`)),
    egress: [
      ...edges.filter(({ from }) => from === id).map((edge) => ruleOf(edge, edge.to, `to ${nameOf(edge.to)}`)),
      ...waysOut(draft, unit),
    ],
  }
}

function balancerGroup(draft: EcsDraft, edges: readonly Edge[], nameOf: (id: string) => string): SecurityGroup {
  return {
    id: 'balancer',
    name: `${latticeName(draft)}-balancer`,
    description: 'Load balancer of the routes',
    ingress: [80, 443].map((port) => ({ protocol: 'tcp', port, peer: 'anywhere', description: port === 80 ? 'HTTP' : 'HTTPS' })),
    egress: edges.filter(({ from }) => from === 'balancer').map((edge) => ruleOf(edge, edge.to, `to ${nameOf(edge.to)}`)),
  }
}

function ruleOf({ port }: Edge, peer: string, description: string): SecurityRule {
  return {
    protocol: port.protocol === 'UDP' ? 'udp' : 'tcp',
    port: port.containerPort,
    peer: peer === 'outside' ? 'anywhere' : { group: peer },
    description,
  }
}

function waysOut({ context }: EcsDraft, { task }: Unit): readonly SecurityRule[] {
  if (context.options['egress'] === 'open') return [{ protocol: 'all', peer: 'anywhere', description: 'open by the option egress' }]
  const hasFiles = task.volumes?.some(({ efsVolumeConfiguration }) => efsVolumeConfiguration !== undefined)
  return [
    { protocol: 'tcp', port: 443, peer: 'anywhere', description: 'images, logs, secrets and APIs by HTTPS' },
    ...(hasFiles ? [{ protocol: 'tcp' as const, port: nfsPort, peer: 'anywhere' as const, description: 'file systems of EFS' }] : []),
  ]
}

function latticeName({ context }: EcsDraft): string {
  return (
    (context.options['name'] ?? '')
      .replace(/[^A-Za-z0-9._-]/g, '-')
      .replace(/^sg-/, '')
      .slice(0, 100) || 'lattice'
  )
}
