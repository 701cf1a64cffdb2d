import type { ExposePort, ExposeProperties } from '../../generated/application.js'
import type { Port } from '../plan.js'
import type { Scope } from '../scope.js'
import type { Traced } from '../trace.js'
import { findPort, makePort } from './ports.js'

/**
 * Gives the ports with those exposed that the trait names (KubeVela `expose`; the old `port` counts where `ports` is absent).
 * A number that no port has is a port more; one that only stands in front of another means that one, where KubeVela's service would reach nothing.
 */
export function exposePorts(scope: Scope, ports: readonly Port[], properties: ExposeProperties): readonly Port[] {
  const { port: numbers = [], ports: entries } = properties
  if (entries === undefined)
    return numbers.reduce((known, _, index) => expose(scope, known, { port: scope.required(numbers, index) }), ports)
  return entries.reduce((known, entry) => expose(scope, known, factsOf(scope, entry, properties.type)), ports)
}

interface Facts {
  readonly port: Traced<number>
  readonly name?: Traced<string> | undefined
  readonly protocol?: Traced<Port['protocol']> | undefined
  readonly nodePort?: Traced<number> | undefined
}

function factsOf(scope: Scope, entry: ExposePort, type: ExposeProperties['type']): Facts {
  return {
    port: scope.required(entry, 'port'),
    name: scope.from(entry, 'name'),
    protocol: scope.from(entry, 'protocol'),
    // KubeVela leaves it out of a service of another type
    nodePort: type === 'NodePort' ? scope.from(entry, 'nodePort') : undefined,
  }
}

function expose(scope: Scope, ports: readonly Port[], { port, name, protocol, nodePort }: Facts): readonly Port[] {
  const { trace } = scope
  const exposed = trace.join(true, port)
  const known = findPort(ports, port.value, protocol?.value ?? 'TCP')
  if (known === undefined) return [...ports, makePort(scope, { port, containerPort: port, name, protocol, nodePort, expose: exposed })]
  const amended = trace.amend(known, {
    port: trace.join(port.value, port),
    protocol: trace.join(known.protocol, trace.held(known, 'protocol'), protocol),
    expose: exposed,
    ...(name && { name }),
    ...(nodePort && { nodePort }),
  })
  return ports.with(ports.indexOf(known), amended)
}
