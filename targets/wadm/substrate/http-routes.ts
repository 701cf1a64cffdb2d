import type { ApplicationPlan, Endpoint, HostGroup, Route } from '../../../src/plan/plan.js'
import type { ContainersSetting } from '../../containers/containers-setting.js'
import type { EmitContext } from '../../target.js'
import type { Hosted } from '../host-groups.js'
import { hostsName, serversOn } from './hosts.js'

/**
 * Gives the routes by which HTTP servers are reached from outside, by group of hosts. A gateway leads a host and path to one group, the first one,
 * unless option `wasm-hosts` gives the others a host name of their own; what a manifest leads elsewhere stays there.
 */
export function httpRoutes(
  lattice: Hosted & { readonly applications: ReadonlyMap<string, ApplicationPlan> },
  { options, fault }: EmitContext,
  { isPublic }: ContainersSetting,
): ReadonlyMap<HostGroup, readonly Route[]> {
  const routes = new Map<HostGroup, Route[]>()
  if (!isPublic) return routes
  const hosts = hostsOf(options['wasm-hosts'] ?? '')
  const taken = new Map<string, string>()
  for (const workload of lattice.workloads.values())
    if (workload.kind !== 'wasm') for (const { host, path } of workload.routes) taken.set(keyOf(host, path), workload.id)
  const told = new Set<Endpoint>()
  for (const group of lattice.plan.hostGroups)
    for (const endpoint of serversOn(lattice, group)) {
      const { port, path = '/' } = endpoint
      const host = hosts.get(`${group.name}:${port.containerPort}`) ?? hosts.get(group.name)
      const place = `${hostsName(group)} ${port.containerPort}`
      const owner = taken.get(keyOf(host, path))
      if (owner === place) continue
      if (owner === undefined) {
        taken.set(keyOf(host, path), place)
        const route: Route = { ...(host && { host }), path, pathType: 'Prefix', port: port.containerPort, annotations: {}, labels: {} }
        routes.set(group, [...(routes.get(group) ?? []), route])
      } else if (!told.has(endpoint)) {
        told.add(endpoint)
        fault(
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

/** Reads `<group>=<host name>` and `<group>:<port>=<host name>`, separated by commas. */
function hostsOf(option: string): ReadonlyMap<string, string> {
  return new Map(
    option.split(',').flatMap((entry): [string, string][] => {
      const [, place, host] = /^\s*([^=\s]+)=([^=\s]+)\s*$/.exec(entry) ?? []
      return place === undefined || host === undefined ? [] : [[place, host]]
    }),
  )
}

function keyOf(host: string | undefined, path: string): string {
  return `${host ?? ''} ${path}`
}

/** A workload of a manifest has its id, hosts their name and a port. */
function placeText(owner: string): string {
  const [name, port] = owner.split(' ')
  return port === undefined ? `\`${name}\`` : `port ${port} of \`${name}\``
}
