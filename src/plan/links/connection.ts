import type { LinkProperties } from '../../generated/application.js'
import type { Id } from '../../lattice/lattice.js'
import { findPort } from '../container/ports.js'
import type { Port, Workload } from '../plan.js'
import type { Scope } from '../scope.js'
import type { Traced } from '../trace.js'
import { schemeOf } from './scheme.js'

/** A link from a container or a Spin application to another, resolved. */
export interface Connection {
  readonly properties: LinkProperties
  /** Name of the link; that of the target in the same application where the link has none. */
  readonly name: Traced<string>
  readonly to: Traced<Id>
  readonly port?: Port
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
  const ports = target.kind === 'wasm' ? [] : target.kind === 'spin' ? target.ports : target.main.ports
  const asked = typeof said === 'string' ? undefined : scope.from(said, 'port')
  const named = asked === undefined && ports.length > 1 ? ports.find((port) => port.name === name?.value) : undefined
  const chosen = named === undefined ? asked : name
  const port = named ?? portOf(ports, asked?.value)
  return {
    properties,
    name: name ?? trace.join(to.value),
    to,
    ...(port && { port }),
    ...(port && chosen && { chosen }),
    scheme: schemeOf(trace, port),
  }
}

function portOf(ports: readonly Port[], chosen: number | string | undefined): Port | undefined {
  if (chosen === undefined) return ports[0]
  return ports.find(({ name }) => name === chosen) ?? findPort(ports, Number(chosen))
}
