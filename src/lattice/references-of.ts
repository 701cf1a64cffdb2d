import type { ApplicationReference } from '../generated/application.js'
import type { Manifest } from '../language/manifest.js'
import { referenceOf } from '../language/reference-of.js'
import type { Lattice, Node } from './lattice.js'

/** A component that stands for a component of another application, and what its two names lead to. */
export interface Reference {
  readonly node: Node
  /** The entry of the manifest: the name of the application, and that of the component in it. */
  readonly entry: ApplicationReference
  readonly application?: Manifest
  readonly target?: Node
}

/** Gives every `application:` reference of the lattice, resolved or not, in the order of the nodes. */
export function referencesOf(lattice: Lattice): Reference[] {
  return [...lattice.nodes.values()].flatMap((node): Reference[] => {
    const entry = referenceOf(node.component)
    if (entry === undefined) return []
    const application = lattice.applications.get(entry.name)
    const target = node.uses === undefined ? undefined : lattice.nodes.get(node.uses)
    return [{ node, entry, ...(application && { application }), ...(target && { target }) }]
  })
}
