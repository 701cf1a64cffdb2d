import { httpServersOf } from '../../lattice/http-servers.js'
import type { Node } from '../../lattice/lattice.js'
import type { Endpoint, Port } from '../plan.js'
import type { Scope } from '../scope.js'

/** Gives where others reach a component by HTTP: each address at which a provider answers for it (wasmCloud 1.9, http-server). */
export function planEndpoints({ lattice, trace }: Scope, { id }: Node): readonly Endpoint[] {
  return httpServersOf(lattice, id).map(({ provider, port, path, target, places }) => {
    const number = { value: port, places }
    return trace.build<Endpoint>({
      provider: { value: provider, places: [target] },
      port: trace.build<Port>({
        name: { value: `http-${port}`, places },
        containerPort: number,
        port: number,
        protocol: 'TCP',
        appProtocol: 'http',
        expose: false,
      }),
      path: path === undefined ? undefined : { value: path, places },
    })
  })
}
