import type { Lattice, Need, Node } from '../../../lattice/lattice.js'
import type { Claim, Collision } from './collisions.js'

/** The claim of a component, or of a link of it, to store something under a name. */
export interface NamedData extends Claim {
  readonly need: Need
  readonly node: Node
}

/** Gives everything of a kind that the manifests store under a name; wasmCloud and Kubernetes (by namespace) store apart from each other. */
export function namesOf(lattice: Lattice, kind: Need['kind']): NamedData[] {
  return lattice.needs.flatMap((need): NamedData[] => {
    const node = lattice.nodes.get(need.by)
    if (node === undefined || need.kind !== kind || !need.owned) return []
    const { app, document } = node.manifest
    const store = isWasm(node) ? 'wasmcloud' : `kubernetes ${app.metadata.namespace ?? ''}`
    return [{ key: `${store} ${need.key}`, need, node, span: () => document.at(need.place.parent, need.place.key) }]
  })
}

/**
 * Tells whether two claims of one name get in each other's way: with different content always, in wasmCloud also with the same content when two applications own it,
 * because removing either application removes it for both. Links of one manifest that repeat a name are that manifest's own mistake (wadm 0.21 validation.rs, link configs).
 */
export function clashes({ claim, first }: Collision<NamedData>): boolean {
  const sameApplication = claim.node.application === first.node.application
  if (
    sameApplication &&
    claim.need.kind === 'config' &&
    claim.need.via === 'link' &&
    first.need.via === 'link' &&
    claim.need.name === first.need.name
  )
    return false
  return (!sameApplication && isWasm(claim.node)) || contentOf(claim.need) !== contentOf(first.need)
}

function contentOf({ content = {} }: Need): string {
  return JSON.stringify(Object.entries(content).sort(([a], [b]) => (a < b ? -1 : 1)))
}

function isWasm({ kind }: Node): boolean {
  return kind === 'component' || kind === 'capability'
}
