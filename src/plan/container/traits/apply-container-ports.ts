import type { ContainerPortsPatch, ContainerPortsProperties, HostPort } from '../../../generated/application.js'
import type { ContainerWorkload, Port } from '../../plan.js'
import type { Scope } from '../../scope.js'
import { makePort } from '../ports.js'
import { patchContainers } from './patch-containers.js'

type Patch = Partial<ContainerPortsPatch>

/** Gives the workload with more ports, or with ports of the machine for those that are there (KubeVela `container-ports`). */
export function applyContainerPorts(scope: Scope, workload: ContainerWorkload, properties: ContainerPortsProperties): ContainerWorkload {
  return patchContainers<Patch>(scope, workload, properties.containers ?? [properties], (container, { ports = [] }) =>
    scope.trace.amend(container, { ports: ports.reduce((known, port) => addPort(scope, known, port), container.ports) }),
  )
}

function addPort(scope: Scope, ports: readonly Port[], entry: HostPort): readonly Port[] {
  const { trace } = scope
  const containerPort = scope.required(entry, 'containerPort')
  const protocol = scope.from(entry, 'protocol')
  const machine = { hostPort: scope.from(entry, 'hostPort'), hostIP: scope.from(entry, 'hostIP') }
  const index = ports.findIndex((port) => port.containerPort === containerPort.value && port.protocol === (protocol?.value ?? 'TCP'))
  const known = ports[index]
  if (known === undefined) return [...ports, makePort(scope, { port: containerPort, containerPort, protocol, ...machine })]
  const number = trace.join(known.containerPort, trace.held(known, 'containerPort'), containerPort)
  return ports.with(
    index,
    trace.amend(known, {
      ...machine,
      containerPort: number,
      protocol: trace.join(known.protocol, trace.held(known, 'protocol'), protocol),
    }),
  )
}
