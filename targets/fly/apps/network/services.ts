import type { ContainerWorkload } from '../../../../src/plan/plan.js'
import type { FlyConcurrency, FlyService, FlyServicePort, FlyToml } from '../../fly-toml.js'
import type { PortChecks } from '../checks/service-checks.js'
import type { FlyDraft } from '../fly-draft.js'
import { refuses } from '../loses.js'
import type { Reach, ServedPort } from './reach.js'
import { forcesHttps, isAtWebPorts, servicePorts, speechOfServed, webOptions } from './service-ports.js'
import type { Speech } from './speech.js'

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
  const taken = new Set<string>()
  const services: FlyService[] = []
  let httpService: FlyToml['http_service']
  for (const served of first === undefined ? reach.served : [first, ...reach.served.filter((one) => one !== first)]) {
    const { containerPort, protocol } = served.port
    const settings = {
      internal_port: containerPort,
      ...stopping(workload, reach),
      concurrency: concurrencyOf(workload, speechOfServed(served)),
    }
    const found = protocol === 'TCP' ? checks.get(containerPort) : undefined
    const ports = servicePorts(served, served === first)
    if (isTaken(draft, served, ports, taken) || isMoved(draft, served)) continue
    // a check by connection has no place in `http_service`, and no number but 80 and 443
    if (served === first && !served.isLinked && found?.tcp_checks === undefined)
      httpService = { ...settings, force_https: forcesHttps(served), ...webOptions(served), checks: found?.http_checks }
    else services.push({ protocol: protocol === 'UDP' ? 'udp' : 'tcp', ...settings, ports, ...found })
  }
  return { http_service: httpService, services: services.length > 0 ? services : undefined }
}

/** An app has each number once. */
function isTaken(draft: FlyDraft, { port }: ServedPort, ports: readonly FlyServicePort[], taken: Set<string>): boolean {
  const numbers = ports.map((one) => `${one.port}/${port.protocol}`)
  const isDouble = numbers.some((number) => taken.has(number))
  if (isDouble)
    refuses(draft, 'expose', port, 'port', `another port of the app is served at ${ports.map((one) => one.port).join(' and ')} already`)
  for (const number of numbers) taken.add(number)
  return isDouble
}

/** Fly.io leaves the number of a UDP packet as it is. */
function isMoved(draft: FlyDraft, { port }: ServedPort): boolean {
  const isRefused = port.protocol === 'UDP' && port.port !== port.containerPort
  if (isRefused) refuses(draft, 'udp', port, 'port', 'from outside UDP has the same number outside and inside')
  return isRefused
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
  if (scale?.concurrency === undefined) return undefined
  return { type: speech === 'tcp' ? 'connections' : 'requests', soft_limit: scale.concurrency }
}
