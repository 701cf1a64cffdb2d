import type { Wasm } from '../../language/is-wasm.js'
import { computeComponentId } from '../../language/wadm/compute-component-id.js'
import type { Node } from '../../lattice/lattice.js'
import type { WasmWorkload } from '../plan.js'
import type { Scope } from '../scope.js'
import { workloadBase } from '../workload-base.js'
import { planEndpoints } from './endpoints.js'
import { planConfig, planSecrets } from './named-data.js'
import { planScalers } from './scalers.js'
import { planWasmLinks } from './wasm-links.js'

/** Gives a component or capability provider as wadm 0.21 understands it: identifier, scalers, configuration, secrets and links, and where HTTP servers answer for it. Links to others become `connections` later. */
export function planWasm(scope: Scope, node: Node, component: Wasm): WasmWorkload {
  const { trace, app } = scope
  const { properties } = component
  const id = scope.from(properties, 'id')
  const base = workloadBase(scope, node)
  return trace.build<WasmWorkload>({
    ...base,
    kind: 'wasm',
    role: scope.required(component, 'type', (type) => (type === 'capability' ? 'capability' : 'component')),
    image: scope.required(properties, 'image'),
    wadmId:
      id ??
      trace.join(
        computeComponentId(app.metadata.name, undefined, component.name),
        scope.required(app.metadata, 'name'),
        scope.required(component, 'name'),
      ),
    scalers: planScalers(scope, component),
    config: planConfig(scope, properties.config),
    secrets: planSecrets(scope, properties.secrets),
    links: planWasmLinks(scope, node),
    connections: [],
    endpoints: planEndpoints(scope, node),
  })
}
