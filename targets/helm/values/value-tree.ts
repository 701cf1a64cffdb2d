import type { ValueEntry, Values } from './values.js'

/** A map of values, or one value. */
export interface ValueNode {
  readonly path: readonly string[]
  /** What the map is about. */
  readonly comment?: string
  /** Absent for a map of further values. */
  readonly entry?: ValueEntry
  readonly children: ReadonlyMap<string, ValueNode>
}

/** Gives the values as the tree that `values.yaml` shows, each map where its first value was added. */
export function valueTree({ entries, sections }: Values): ValueNode {
  interface Growing extends ValueNode {
    entry?: ValueEntry
    readonly children: Map<string, Growing>
  }
  const grow = (path: readonly string[]): Growing => {
    const comment = sections.get(JSON.stringify(path))
    return { path, children: new Map(), ...(comment !== undefined && { comment }) }
  }
  const root = grow([])
  for (const entry of entries) {
    let at = root
    for (const [depth, key] of entry.path.entries()) {
      let child = at.children.get(key)
      if (child === undefined) at.children.set(key, (child = grow(entry.path.slice(0, depth + 1))))
      at = child
    }
    at.entry = entry
  }
  return root
}
