import type { ApplicationPlan, HostGroup, Route } from '../../../src/plan/plan.js'
import type { ContainersSetting } from '../../containers/containers-setting.js'
import type { EmitContext } from '../../target.js'
import type { Hosted } from '../host-groups.js'
import { hostsName, serversOn } from './hosts.js'
import { readWasmHosts } from './wasm-hosts.js'

/**
 * Gives the routes by which HTTP servers are reached from outside, by group of hosts. A gateway leads a host and path to one group, the first one,
 * unless option `wasm-hosts` gives the others a host name of their own; what a manifest leads elsewhere stays there.
 */
export function httpRoutes(
  lattice: Hosted & { readonly applications: ReadonlyMap<string, ApplicationPlan> },
  context: EmitContext,
  { outside }: ContainersSetting,
): ReadonlyMap<HostGroup, readonly Route[]> {
  const routes = new Map<HostGroup, Route[]>()
  const hosts = readWasmHosts(lattice, context)
  if (outside === 'none') return routes
  const taken = new Map<string, string>()
  if (outside === 'gateway')
    for (const workload of lattice.workloads.values())
      if (workload.kind !== 'wasm') for (const { host, path } of workload.routes) taken.set(keyOf('', host, path), workload.id)
  const told = new Set<string>()
  for (const group of lattice.plan.hostGroups)
    for (const endpoint of serversOn(lattice, group)) {
      const { port, path = '/' } = endpoint
      const host = hosts.get(`${group.name}:${port.containerPort}`) ?? hosts.get(group.name)
      const place = `${hostsName(group)} ${port.containerPort}`
      const key = keyOf(outside === 'gateway' ? '' : group.name, host, path)
      const owner = taken.get(key)
      if (owner === place) continue
      if (owner === undefined) {
        taken.set(key, place)
        const route: Route = { ...(host && { host }), path, pathType: 'Prefix', port: port.containerPort, annotations: {}, labels: {} }
        routes.set(group, [...(routes.get(group) ?? []), route])
      } else if (!told.has(place)) {
        told.add(place)
        context.fault(
          {
            code: 'target/one-place',
            severity: 'warning',
            message: `requests for \`${host ?? ''}${path}\` from outside are led to ${placeText(owner)}, and not to port ${port.containerPort} of \`${hostsName(group)}\``,
            help: `give the hosts a name of their own: \`wasm-hosts=${group.name}:${port.containerPort}=<host name>\``,
          },
          endpoint,
          'provider',
        )
      }
    }
  return routes
}

function keyOf(gateway: string, host: string | undefined, path: string): string {
  return `${gateway} ${host ?? ''} ${path}`
}

/** A workload of a manifest has its id, hosts their name and a port. */
function placeText(owner: string): string {
  const [name, port] = owner.split(' ')
  return port === undefined ? `\`${name}\`` : `port ${port} of \`${name}\``
}
