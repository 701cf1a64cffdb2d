import type { Container, ContainerWorkload, Port, Route } from '../../../../src/plan/plan.js'
import type { FlyDraft } from '../fly-draft.js'

/** How a workload is reached, by links of others and from outside. */
export interface Reach {
  /** Ports that the proxy serves; the others are reached at the machines themselves. */
  readonly served: readonly ServedPort[]
  /** Every port, for a reader. */
  readonly ports: readonly Port[]
  readonly isPublic: boolean
  /** What the proxy does with machines that get no requests. */
  readonly stop: 'off' | 'stop' | 'suspend'
}

/** A port that the proxy serves, to the internet or to links alone. */
export interface ServedPort {
  readonly port: Port
  readonly routes: readonly Route[]
  readonly isPublic: boolean
  /** Whether links reach it through the proxy (Flycast). */
  readonly isLinked: boolean
}

/**
 * Gives how a workload is reached. Whoever has a public address shows all that the proxy serves to the internet (Fly.io, Flycast), so that a port which is
 * for links alone is reached at the machines of a public workload, and those never stop: nothing would start them.
 */
export function reachOf(draft: Pick<FlyDraft, 'context' | 'linked'>, workload: ContainerWorkload): Reach {
  const ports = portsOf(workload)
  const isPublicPort = (port: Port): boolean => isRouted(workload, port) || isOffered(workload, port)
  const isPublic = ports.some(isPublicPort)
  const linked = linkedOf(draft, workload)
  const stop = stopOf(draft, workload, ports.filter(isPublicPort), linked)
  const isByProxy = stop !== 'off' || draft.context.options['links'] === 'flycast'
  const served = ports.flatMap((port): ServedPort[] => {
    const isLinked = isByProxy && port.protocol === 'TCP' && linked.has(keyOf(port)) && (!isPublic || isPublicPort(port))
    if (!isLinked && !isPublicPort(port)) return []
    return [{ port, routes: routesOf(workload, port), isPublic: isPublicPort(port), isLinked }]
  })
  return { served, ports, isPublic, stop }
}

/** Gives the ports of all containers of a workload: they share one network. */
export function portsOf({ main, sidecars }: ContainerWorkload): readonly Port[] {
  return [main, ...sidecars].flatMap(({ ports }: Container) => ports).filter(({ protocol }) => protocol !== 'SCTP')
}

function routesOf({ routes }: ContainerWorkload, { containerPort, protocol }: Port): readonly Route[] {
  return protocol === 'TCP' ? routes.filter(({ port }) => port === containerPort) : []
}

function isRouted(workload: ContainerWorkload, port: Port): boolean {
  return routesOf(workload, port).length > 0
}

/** A load balancer is what the internet reaches (Kubernetes API, core/v1 ServiceSpec). */
function isOffered({ exposure }: ContainerWorkload, { expose }: Port): boolean {
  return exposure?.type === 'LoadBalancer' && expose
}

function linkedOf({ linked }: Pick<FlyDraft, 'linked'>, { id }: ContainerWorkload): ReadonlySet<string> {
  return new Set((linked.get(id) ?? []).map(keyOf))
}

function keyOf({ containerPort, protocol }: Port): string {
  return `${containerPort}/${protocol}`
}

/** The proxy starts what it serves, and nothing else. */
function stopOf(
  { context }: Pick<FlyDraft, 'context'>,
  { work, scale }: ContainerWorkload,
  open: readonly Port[],
  linked: ReadonlySet<string>,
): Reach['stop'] {
  const { 'auto-stop': option, links } = context.options
  const wanted = option === 'auto' ? (scale === undefined ? 'off' : 'stop') : option
  if (wanted !== 'stop' && wanted !== 'suspend') return 'off'
  if (work === 'task' || work === 'cron' || work === 'daemon') return 'off'
  const openKeys = new Set(open.map(keyOf))
  const behind = [...linked].filter((key) => !openKeys.has(key))
  if (behind.length > 0 && (links === 'internal' || open.length > 0)) return 'off'
  if (links === 'internal' && linked.size > 0) return 'off'
  const isUdp = (key: string): boolean => key.endsWith('/UDP')
  return [...linked].some(isUdp) || open.some(({ protocol }) => protocol === 'UDP') || open.length + linked.size === 0 ? 'off' : wanted
}
