import { computeComponentId } from '../language/wadm/compute-component-id.js'
import type { Lattice, Node } from './lattice.js'

/**
 * Gives the identifier that wasmCloud runs a component or a capability provider under: the explicit `id`, else `<application>-<component>` by wadm's rule.
 * A reference has the identifier of the component that it stands for, an explicit one too; nothing for containers and Spin applications.
 */
export function identifierOf(lattice: Lattice, node: Node): string | undefined {
  const shared = node.uses === undefined ? undefined : lattice.nodes.get(node.uses)
  const { application, name, component } = shared ?? node
  switch (component.type) {
    case 'component':
    case 'actor':
    case 'capability':
      return computeComponentId(application, component.properties.id, name)
    default:
      return undefined
  }
}
