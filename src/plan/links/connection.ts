import type { LinkProperties } from '../../generated/application.js'
import type { Id } from '../../lattice/lattice.js'
import { findPort } from '../container/ports.js'
import type { Endpoint, Port, WasmWorkload, Workload } from '../plan.js'
import type { Scope } from '../scope.js'
import type { Traced } from '../trace.js'
import { schemeOf } from './scheme.js'

/** A link of which a container or a Spin application is at least one end, resolved. */
export interface Connection {
  readonly properties: LinkProperties
  /** Name of the link; that of the target in the same application where the link has none. */
  readonly name: Traced<string>
  readonly to: Traced<Id>
  readonly port?: Port
  /** What comes after the port in a URL, where the target shares it with others. */
  readonly path?: Traced<string>
  /** The entry that chose the port; absent where the target has no other. */
  readonly chosen?: Traced<number | string>
  readonly scheme: Traced<string>
}

/** Resolves a link: the port that it means is the one that `target.port` names or numbers, else the one that has the link's name, else the only one. */
export function connect(scope: Scope, properties: LinkProperties, to: Traced<Id>, target: Workload): Connection {
  const { trace } = scope
  const said = properties.target
  const name =
    scope.from(properties, 'name') ?? (typeof said === 'string' ? scope.from(properties, 'target', String) : scope.from(said, 'name'))
  const asked = typeof said === 'string' ? undefined : scope.from(said, 'port')
  const endpoint = target.kind === 'wasm' ? endpointOf(target, asked?.value) : undefined
  const path = endpoint && trace.held(endpoint, 'path')
  const ports = target.kind === 'wasm' ? (endpoint ? [endpoint.port] : []) : target.kind === 'spin' ? target.ports : target.main.ports
  const named = asked === undefined && ports.length > 1 ? ports.find((port) => port.name === name?.value) : undefined
  const chosen = named === undefined ? asked : name
  const port = named ?? portOf(ports, asked?.value)
  return {
    properties,
    name: name ?? trace.join(to.value),
    to,
    ...(port && { port }),
    ...(path && { path }),
    ...(port && chosen && { chosen }),
    scheme: schemeOf(trace, port),
  }
}

/** Of several addresses at which a component is served, the first where the link chooses none. */
function endpointOf({ endpoints }: WasmWorkload, chosen: number | string | undefined): Endpoint | undefined {
  if (chosen === undefined) return endpoints[0]
  return endpoints.find(({ port }) => port.name === chosen || port.containerPort === Number(chosen))
}

function portOf(ports: readonly Port[], chosen: number | string | undefined): Port | undefined {
  if (chosen === undefined) return ports[0]
  return ports.find(({ name }) => name === chosen) ?? findPort(ports, Number(chosen))
}
