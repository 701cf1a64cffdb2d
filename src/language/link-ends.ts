import type { Component, LinkProperties } from '../generated/application.js'
import type { Id, Lattice } from '../lattice/lattice.js'
import type { Document } from './document.js'
import { referenceOf } from './reference-of.js'

/** A link with the component at its other end, references to shared components followed. */
export interface LinkEnds {
  readonly document: Document
  readonly properties: LinkProperties
  readonly source: Component
  /** What the link's target is called in the application of the link. */
  readonly name: string
  readonly to: Id
  readonly target: Component
  readonly targetDocument: Document
}

/** Gives every link of the lattice whose target is known, in the order of the lattice's edges. */
export function linkEnds({ edges, nodes }: Lattice): LinkEnds[] {
  return edges.flatMap((edge): LinkEnds[] => {
    const [from, to, end] = [nodes.get(edge.from), nodes.get(edge.to), nodes.get(edge.resolved)]
    if (edge.link === undefined || from === undefined || to === undefined || end === undefined) return []
    // a reference that leads nowhere is another rule's to report, and so is a link to objects of Kubernetes
    if (referenceOf(end.component) !== undefined || end.kind === 'objects') return []
    return [
      {
        document: from.manifest.document,
        properties: edge.link.properties,
        source: from.component,
        name: to.name,
        to: end.id,
        target: end.component,
        targetDocument: end.manifest.document,
      },
    ]
  })
}
