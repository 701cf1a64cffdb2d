import type { Container, ContainerWorkload, Port } from '../../../../src/plan/plan.js'
import { fingerprint } from '../../../fingerprint.js'
import type { EcsDraft } from '../ecs-draft.js'
import type { ContainerDefinition } from '../kinds.js'
import { networkModeOf } from '../launch-type.js'

/** Gives the ports of a container (ECS API, PortMapping), one mapping for each port and protocol. In the network mode `awsvpc` the port of the container is that of its network interface. */
export function portMappings(
  draft: EcsDraft,
  workload: ContainerWorkload,
  { ports }: Container,
): NonNullable<ContainerDefinition['portMappings']> {
  const { context } = draft
  const names = portNames(workload)
  const isBridge = networkModeOf(draft, workload) === 'bridge'
  return ports.flatMap((port, at) => {
    const { containerPort, protocol } = port
    const isSame = (other: Port): boolean => other.containerPort === containerPort && other.protocol === protocol
    if (protocol === 'SCTP') {
      context.unsupported('sctp', port, 'protocol')
      return []
    }
    if (ports.findIndex(isSame) < at) return []
    if (isBridge && port.hostIP !== undefined)
      context.fault(
        {
          code: 'target/no-effect',
          severity: 'warning',
          message: `ECS opens port ${port.hostPort ?? containerPort} of the machine at all of its addresses, and \`hostIP\` has no effect`,
          help: 'let a security group of the machines keep others out',
        },
        port,
        'hostIP',
      )
    const appProtocol = ports.filter(isSame).find((other) => other.appProtocol !== undefined)?.appProtocol
    return [
      {
        name: names.get(port),
        containerPort,
        hostPort: isBridge ? port.hostPort : undefined,
        // TCP is what nothing said means, of both
        protocol: protocol === 'UDP' ? 'udp' : undefined,
        appProtocol: appProtocol === 'tcp' || protocol === 'UDP' ? undefined : appProtocol,
      },
    ]
  })
}

/** Longest name of a port (ECS API, PortMapping `name`). */
const longest = 64

/** Gives each port of a workload its name in the task, by which a service means it: lower-case letters, digits, `_` and `-`, each but once. What is changed leaves a fingerprint. */
export function portNames({ main, sidecars, initContainers }: ContainerWorkload): ReadonlyMap<Port, string> {
  const names = new Map<Port, string>()
  const taken = new Set<string>()
  for (const container of [main, ...sidecars, ...initContainers])
    for (const port of container.ports) {
      const name = legalName(port.name)
      const unique = taken.has(name) ? `${name.slice(0, longest - 10)}-${port.containerPort}-${port.protocol.toLowerCase()}` : name
      taken.add(unique)
      names.set(port, unique)
    }
  return names
}

function legalName(text: string): string {
  const name = text
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, '-')
    .replace(/^-+/, '')
  return /^[A-Za-z0-9_-]+$/.test(text) && name !== '' && name.length <= longest
    ? name
    : `${name.slice(0, longest - 9)}-${fingerprint(text)}`.replace(/^-/, 'port-')
}
