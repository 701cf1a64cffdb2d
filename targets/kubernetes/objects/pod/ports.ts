import type { V1ContainerPort } from '@kubernetes/client-node'
import type { Container, Port } from '../../../../src/plan/plan.js'
import type { Wire } from '../kinds.js'
import type { ObjectDraft } from '../object-draft.js'
import { portName } from '../port-names.js'

/**
 * Gives the ports of a container (Kubernetes API, core/v1 ContainerPort). Several ports of the plan can lead to one of the container, which stands here once:
 * the API server tells them apart by number and protocol.
 */
export function portsOf({ context }: ObjectDraft, container: Container): readonly Wire<V1ContainerPort>[] {
  const { ports } = container
  return ports
    .filter((port) => firstOf(ports, port) === port)
    .map((port) => {
      const { containerPort, protocol, hostPort, hostIP } = port
      if (hostPort !== undefined)
        context.fault(
          {
            code: 'target/host-port',
            severity: 'warning',
            message: `\`${container.name}\` takes port ${hostPort} of the machine: each machine runs one copy, and no Pod Security level but \`privileged\` admits it`,
            help: 'leave out `hostPort`: a Service, a route or a node port reaches the container too',
          },
          port,
          'hostPort',
        )
      return { name: portName(ports, port), containerPort, protocol: protocol === 'TCP' ? undefined : protocol, hostPort, hostIP }
    })
}

/** Gives the name of the TCP port with this number, else the number: where a probe or a request goes. */
export function portReference(ports: readonly Port[], number: number): string | number {
  const port = ports.find(({ containerPort, protocol }) => containerPort === number && protocol === 'TCP')
  return port === undefined ? number : portName(ports, port)
}

function firstOf(ports: readonly Port[], port: Port): Port {
  return ports.find(({ containerPort, protocol }) => containerPort === port.containerPort && protocol === port.protocol) ?? port
}
