import type { LinkProperties } from '../../generated/application.js'
import { isWasm } from '../../language/is-wasm.js'
import { identifierOf } from '../../lattice/identifier-of.js'
import type { Edge, Node } from '../../lattice/lattice.js'
import type { WasmLink } from '../plan.js'
import type { Scope } from '../scope.js'
import type { Traced } from '../trace.js'
import { planConfig, planSecrets } from './named-data.js'

/** Gives the links of a component that wasmCloud makes, in the order of the manifest. */
export function planWasmLinks(scope: Scope, node: Node): readonly WasmLink[] {
  const links: WasmLink[] = []
  for (const edge of scope.lattice.outgoing.get(node.id) ?? []) {
    const target = scope.lattice.nodes.get(edge.resolved)
    if (edge.link === undefined || target === undefined || !isWasm(target.component)) continue
    scope.decide(edge.link, 'type')
    links.push(planWasmLink(scope, edge, edge.link.properties, target))
  }
  return links
}

/** The deprecated lists count only where the new form is absent (wadm 0.21 wadm-types, `LinkProperty`). */
function planWasmLink(scope: Scope, edge: Edge, properties: LinkProperties, node: Node): WasmLink {
  const { trace, document } = scope
  const { target, source } = properties
  const to: Traced<string> = { value: edge.resolved, places: [{ document, ...edge.place }] }
  const targetId = identifierOf(scope.lattice, node)
  return trace.build<WasmLink>({
    name: scope.from(properties, 'name') ?? 'default',
    to,
    targetId: targetId === undefined ? undefined : trace.join(targetId, to),
    namespace: scope.from(properties, 'namespace') ?? '',
    package: scope.from(properties, 'package') ?? '',
    interfaces: scope.from(properties, 'interfaces') ?? [],
    sourceConfig: planConfig(scope, source === undefined ? properties.source_config : source.config),
    targetConfig: planConfig(scope, typeof target === 'string' ? properties.target_config : target.config),
    sourceSecrets: planSecrets(scope, source?.secrets),
    targetSecrets: planSecrets(scope, typeof target === 'string' ? undefined : target.secrets),
  })
}
