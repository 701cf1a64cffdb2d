import type { ContainerWorkload, Port, SpinWorkload } from '../../../src/plan/plan.js'
import type { PortNote, PublishedPort } from '../compose-file.js'
import type { Draft } from '../draft.js'
import { literal } from '../text.js'
import { claimOf, copiesOf, isPublished, portKey, portsOf } from './port-claims.js'

/** The ports of one service: published on this machine, seen inside the project only, and what Compose has no place for. */
export interface Ports {
  readonly published: readonly PublishedPort[]
  readonly expose: readonly string[]
  readonly notes: readonly PortNote[]
}

/** Published ports are for this machine alone. */
const thisMachine = '127.0.0.1'

/**
 * Gives the ports of a service (Compose spec, services.ports and services.expose). A port that the manifest exposes, or that the option `publish` asks for, is published
 * on 127.0.0.1: under its own number, or under any free one where there are copies or another workload claims the number.
 */
export function planPorts(draft: Draft, workload: ContainerWorkload | SpinWorkload): Ports {
  const all = portsOf(workload)
  const isOutside = (port: Port): boolean => isPublished(port) || draft.asked.has(portKey(workload, port))
  const inside = all.filter((port) => !isOutside(port))
  return {
    published: all.filter(isOutside).map((port) => publish(draft, workload, port)),
    expose: inside.map((port) =>
      port.protocol === 'TCP' ? `${port.containerPort}` : `${port.containerPort}/${port.protocol.toLowerCase()}`,
    ),
    notes: inside.flatMap(noteOf),
  }
}

/** Gives the entry for a port of this machine, or for any free one. */
export function publishAs(target: number, published: number | undefined): PublishedPort {
  return { target, published: published === undefined ? undefined : `${published}`, host_ip: literal(thisMachine), protocol: 'tcp' }
}

function publish(draft: Draft, workload: ContainerWorkload | SpinWorkload, port: Port): PublishedPort {
  const claim = claimOf(port, draft.asked.get(portKey(workload, port)))
  const [wanted = '', protocol = 'tcp'] = claim.split('/')
  const isAlone = copiesOf(workload) === 1
  const isFree = draft.portClaims.get(claim) === 1
  if (isAlone && !isFree) reportTaken(draft, workload, port, wanted)
  if (!isAlone) reportCopies(draft, workload, port)
  return {
    name: literal(port.name),
    target: port.containerPort,
    published: isAlone && isFree ? wanted : undefined,
    host_ip: literal(port.hostIP ?? thisMachine),
    protocol,
    app_protocol: port.appProtocol,
    'x-port': port.port === port.containerPort || `${port.port}` === wanted ? undefined : port.port,
    'x-for': port.expose || port.hostPort === undefined ? undefined : 'hostPort',
  }
}

/** One number of this machine is one container's. */
function reportCopies({ context }: Draft, workload: ContainerWorkload | SpinWorkload, port: Port): void {
  for (const key of ['hostPort', 'nodePort'] as const) {
    if (port[key] === undefined) continue
    const message = `the ${copiesOf(workload)} copies of \`${workload.id}\` cannot share port ${port[key]} of this machine; compose takes any free one for each`
    context.fault({ code: 'target/port-taken', severity: 'warning', message }, port, key)
  }
}

function reportTaken(draft: Draft, workload: ContainerWorkload | SpinWorkload, port: Port, wanted: string): void {
  draft.context.fault(
    {
      code: 'target/port-taken',
      severity: 'info',
      message: `several workloads claim port ${wanted} of this machine; compose takes any free one for \`${workload.id}\``,
      help: `\`docker compose port ${draft.serviceOf(workload.id)} ${port.containerPort}\` tells which`,
    },
    port,
    'port',
  )
}

/** Compose's `expose` is a bare number: what else is known of the port is noted beside it. */
function noteOf(port: Port): readonly PortNote[] {
  const isRemapped = port.port !== port.containerPort
  const isNamed = !port.name.startsWith(`port-${port.containerPort}`)
  if (!isRemapped && !isNamed && port.appProtocol === undefined) return []
  return [
    {
      name: literal(port.name),
      target: port.containerPort,
      port: isRemapped ? port.port : undefined,
      protocol: port.protocol.toLowerCase(),
      app_protocol: port.appProtocol,
    },
  ]
}
