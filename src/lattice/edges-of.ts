import type { LinkProperties } from '../generated/application.js'
import type { Edge, Id, Node } from './lattice.js'
import { traitsOf } from './traits-of.js'

/** Gives the edges that leave a node: its reference, its links in the order of the manifest, then its `dependsOn`. A name that no component has makes no edge. */
export function edgesOf(node: Node, nodes: ReadonlyMap<Id, Node>): Edge[] {
  const { id: from, component } = node
  const edges: Edge[] = []
  if (node.uses !== undefined)
    edges.push({
      from,
      to: node.uses,
      resolved: node.uses,
      kind: 'uses',
      interfaces: [],
      place: { parent: component.properties, key: 'application' },
    })
  for (const link of traitsOf(component, 'link')) {
    const { target } = link.properties
    const place = typeof target === 'string' ? { parent: link.properties, key: 'target' } : { parent: target, key: 'name' }
    const to = named(typeof target === 'string' ? target : target.name)
    if (to !== undefined)
      edges.push({ from, to: to.id, resolved: to.uses ?? to.id, kind: 'link', link, interfaces: interfacesOf(link.properties), place })
  }
  for (const [key, name] of (component.dependsOn ?? []).entries()) {
    const to = named(name)
    if (to !== undefined)
      edges.push({
        from,
        to: to.id,
        resolved: to.uses ?? to.id,
        kind: 'depends',
        interfaces: [],
        place: { parent: component.dependsOn ?? [], key },
      })
  }
  return edges

  function named(name: string): Node | undefined {
    return nodes.get(`${node.application}/${name}`)
  }
}

/** Links of containers may leave them out. */
function interfacesOf({ namespace, package: name, interfaces = [] }: LinkProperties): string[] {
  return namespace === undefined || name === undefined ? [] : interfaces.map((interface_) => `${namespace}:${name}/${interface_}`)
}
