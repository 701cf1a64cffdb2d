import type { ContainerPort, ServiceProperties } from '../../generated/application.js'
import type { Port } from '../plan.js'
import type { Scope } from '../scope.js'
import type { Traced } from '../trace.js'

/** Gives the ports of a container with KubeVela's defaults (webservice): `containerPort` is `port`, the name is `port-<containerPort>`; the old `port` counts where `ports` is absent. */
export function planPorts(scope: Scope, properties: ServiceProperties): readonly Port[] {
  if (properties.ports === undefined) {
    const port = scope.from(properties, 'port')
    return port === undefined ? [] : [makePort(scope, { port, containerPort: port })]
  }
  return properties.ports.map((entry) => portOf(scope, entry, properties.exposeType))
}

/** What is known of a port; the rest is filled in. */
export interface PortFacts {
  readonly port: Traced<number>
  readonly containerPort: Traced<number>
  readonly name?: Traced<string> | undefined
  readonly protocol?: Traced<Port['protocol']> | undefined
  readonly appProtocol?: Traced<NonNullable<Port['appProtocol']>> | undefined
  readonly expose?: Traced<boolean> | undefined
  readonly nodePort?: Traced<number> | undefined
  readonly hostPort?: Traced<number> | undefined
  readonly hostIP?: Traced<string> | undefined
}

/** Gives a port of the plan: TCP, not exposed, and named by its number where nothing else is said. */
export function makePort({ trace }: Scope, { name, containerPort, protocol, expose, ...rest }: PortFacts): Port {
  return trace.build<Port>({
    name: name ?? trace.join(portName(containerPort.value, protocol?.value), containerPort, protocol),
    containerPort,
    protocol: protocol ?? 'TCP',
    expose: expose ?? false,
    ...rest,
  })
}

/** Gives the port that a number means: where the container listens, else what stands in front of it. */
export function findPort(ports: readonly Port[], number: number, protocol?: Port['protocol']): Port | undefined {
  const candidates = ports.filter((port) => protocol === undefined || port.protocol === protocol)
  return candidates.find(({ containerPort }) => containerPort === number) ?? candidates.find(({ port }) => port === number)
}

function portOf(scope: Scope, entry: ContainerPort, exposeType: ServiceProperties['exposeType']): Port {
  const port = scope.required(entry, 'port')
  return makePort(scope, {
    port,
    containerPort: scope.from(entry, 'containerPort') ?? port,
    name: scope.from(entry, 'name'),
    protocol: scope.from(entry, 'protocol'),
    appProtocol: scope.from(entry, 'appProtocol'),
    expose: scope.from(entry, 'expose'),
    // KubeVela leaves it out of a service of another type
    nodePort: entry.expose && exposeType === 'NodePort' ? scope.from(entry, 'nodePort') : undefined,
  })
}

function portName(number: number, protocol: Port['protocol'] = 'TCP'): string {
  return `port-${number}${protocol === 'TCP' ? '' : `-${protocol.toLowerCase()}`}`
}
