import type { ContainerWorkload } from '../../../../src/plan/plan.js'
import type { FlyConcurrency, FlyHttpService, FlyService, FlyServicePort, FlyToml } from '../../fly-toml.js'
import type { PortChecks } from '../checks/service-checks.js'
import type { FlyDraft } from '../fly-draft.js'
import type { Reach, ServedPort } from './reach.js'
import { type Speech, speechOf } from './speech.js'

/**
 * Gives what the proxy serves (fly.toml, `http_service` and `services`). The first port with routes is served at 80 and 443, with a certificate of Fly.io;
 * what has no route is served under its own number. An app without a section is reached by other apps of the organisation, at each of its ports.
 */
export function servicesOf(
  draft: FlyDraft,
  workload: ContainerWorkload,
  reach: Reach,
  checks: ReadonlyMap<number, PortChecks>,
): Pick<FlyToml, 'http_service' | 'services'> {
  const first = reach.served.find(isAtWebPorts)
  const services: FlyService[] = []
  let httpService: FlyHttpService | undefined
  for (const served of reach.served) {
    const settings = { ...stopping(workload, reach), concurrency: concurrencyOf(workload, speechOfServed(served)) }
    const found = served.port.protocol === 'TCP' ? checks.get(served.port.containerPort) : undefined
    if (served === first && !served.isLinked) {
      httpService = {
        internal_port: served.port.containerPort,
        force_https: forcesHttps(served) ? true : undefined,
        ...settings,
        ...webOptions(served),
        checks: found?.http_checks,
      }
      // a check by connection has no place in `http_service`
      if (found?.tcp_checks === undefined) continue
      httpService = undefined
    }
    services.push({
      protocol: served.port.protocol === 'UDP' ? 'udp' : 'tcp',
      internal_port: served.port.containerPort,
      ...settings,
      ports: servedPorts(draft, served, served === first),
      ...found,
    })
  }
  return { http_service: httpService, services: services.length > 0 ? services : undefined }
}

/** Tells whether a port is served at 80 and 443: one with routes, or one for the web that is offered as 80. */
export function isAtWebPorts(served: ServedPort): boolean {
  const { port, routes, isPublic } = served
  return isPublic && port.protocol === 'TCP' && (routes.length > 0 || (port.port === 80 && speechOfServed(served) !== 'tcp'))
}

export function speechOfServed({ port, routes }: ServedPort): Speech {
  return port.protocol === 'UDP' ? 'tcp' : speechOf(port, routes.length > 0)
}

function servedPorts(draft: FlyDraft, served: ServedPort, isFirst: boolean): readonly FlyServicePort[] {
  const { port, isLinked } = served
  if (port.protocol === 'UDP') return [{ port: port.port }]
  const speech = speechOfServed(served)
  const options = webOptions(served)
  if (!isFirst) return [{ port: port.port, ...plain(draft, served, speech) }]
  const own: readonly FlyServicePort[] =
    isLinked && port.port !== 80 && port.port !== 443 ? [{ port: port.port, ...plain(draft, served, speech) }] : []
  return [
    {
      port: 80,
      handlers: ['http'],
      force_https: forcesHttps(served) && !(isLinked && port.port === 80) ? true : undefined,
      http_options: options.http_options,
    },
    { port: 443, handlers: ['tls', 'http'], ...options },
    ...own,
  ]
}

/** Bytes pass as they are, and so does HTTP/2 without TLS, which the handler for HTTP takes from nobody. */
function plain(_: FlyDraft, { isPublic, port }: ServedPort, speech: Speech): Omit<FlyServicePort, 'port'> {
  if (speech === 'http') return { handlers: ['http'] }
  if (isPublic && speech !== 'tcp' && port.port !== 443)
    return { handlers: ['tls', 'http'], http_options: { h2_backend: true }, tls_options: { alpn: alpnOf(speech) } }
  return {}
}

function webOptions(served: ServedPort): Pick<FlyHttpService, 'http_options' | 'tls_options'> {
  const speech = speechOfServed(served)
  if (speech === 'http' || speech === 'tcp') return {}
  return { http_options: { h2_backend: true }, tls_options: { alpn: alpnOf(speech) } }
}

function alpnOf(speech: Speech): readonly string[] {
  return speech === 'grpc' ? ['h2'] : ['h2', 'http/1.1']
}

/** Gateways lead to HTTPS where a route has a certificate. */
function forcesHttps({ routes }: ServedPort): boolean {
  return routes.some(({ tls }) => tls !== undefined)
}

function stopping(
  { scale }: ContainerWorkload,
  { stop }: Reach,
): Pick<FlyService, 'auto_stop_machines' | 'auto_start_machines' | 'min_machines_running'> {
  if (stop === 'off') return {}
  return { auto_stop_machines: stop, auto_start_machines: true, min_machines_running: scale?.min ?? 0 }
}

/** A machine with as many requests as the goal gets others only when all have as many (`soft_limit`); nothing is turned away. */
function concurrencyOf({ scale }: ContainerWorkload, speech: Speech): FlyConcurrency | undefined {
  return scale?.concurrency === undefined
    ? undefined
    : { type: speech === 'tcp' ? 'connections' : 'requests', soft_limit: scale.concurrency }
}
