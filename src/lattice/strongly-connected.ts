/**
 * Gives the strongly connected parts of a directed graph, each node in exactly one part, what is reached before what reaches it.
 * Tarjan's algorithm ("Depth-first search and linear graph algorithms", 1972), in time proportional to nodes and edges;
 * the order within a part and among independent parts follows `nodes` and `next`.
 */
export function stronglyConnected<N>(nodes: Iterable<N>, next: (node: N) => readonly N[]): N[][] {
  const parts: N[][] = []
  const states = new Map<N, State>()
  const open: N[] = []
  for (const root of nodes) if (!states.has(root)) walk(root)
  return parts

  /** Keeps its own stack: a chain of ten thousand nodes would overflow the call stack. */
  function walk(root: N): void {
    const path = [enter(root)]
    for (let frame = path.at(-1); frame !== undefined; frame = path.at(-1)) {
      const child = frame.children[frame.at++]
      if (child !== undefined) {
        const seen = states.get(child)
        if (seen === undefined) path.push(enter(child))
        else if (seen.isOpen) frame.state.low = Math.min(frame.state.low, seen.index)
        continue
      }
      path.pop()
      const above = path.at(-1)
      if (above !== undefined) above.state.low = Math.min(above.state.low, frame.state.low)
      if (frame.state.low === frame.state.index) close(frame.state.depth)
    }
  }

  function enter(node: N): Frame<N> {
    const state = { index: states.size, low: states.size, depth: open.length, isOpen: true }
    states.set(node, state)
    open.push(node)
    return { state, children: next(node), at: 0 }
  }

  function close(depth: number): void {
    const part = open.splice(depth)
    for (const node of part) {
      const state = states.get(node)
      if (state !== undefined) state.isOpen = false
    }
    parts.push(part)
  }
}

interface State {
  readonly index: number
  /** The smallest index that the node is known to reach. */
  low: number
  /** Where the node lies on the stack of nodes whose part is not known yet. */
  readonly depth: number
  isOpen: boolean
}

interface Frame<N> {
  readonly state: State
  readonly children: readonly N[]
  at: number
}
