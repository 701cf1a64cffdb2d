import { compareText } from '../diagnostic.js'
import type { Id } from './lattice.js'
import { stronglyConnected } from './strongly-connected.js'

/** In which order to deploy, and which components need each other in a circle. */
export interface Order {
  /** Every wave needs only earlier ones; components of one strongly connected part stand in one wave. Sorted within. */
  readonly waves: readonly (readonly Id[])[]
  /** Strongly connected parts of more than one component, or of one that needs itself; sorted. */
  readonly cycles: readonly (readonly Id[])[]
}

/** Gives the earliest possible wave of every node: what it needs stands in earlier waves. Depends on the graph alone, not on the order in which it is given. */
export function order(nodes: Iterable<Id>, needsOf: (id: Id) => readonly Id[]): Order {
  const waves: Id[][] = []
  const cycles: Id[][] = []
  const waveOf = new Map<Id, number>()
  for (const part of stronglyConnected(nodes, needsOf)) {
    const members = new Set(part)
    let wave = 0
    let isCycle = part.length > 1
    for (const id of part) {
      for (const need of needsOf(id)) {
        if (!members.has(need)) wave = Math.max(wave, (waveOf.get(need) ?? 0) + 1)
        else if (need === id) isCycle = true
      }
    }
    for (const id of part) waveOf.set(id, wave)
    const row = waves[wave]
    if (row === undefined) waves[wave] = [...part]
    else row.push(...part)
    if (isCycle) cycles.push(part.sort(compareText))
  }
  for (const wave of waves) wave.sort(compareText)
  return { waves, cycles: cycles.sort((a, b) => compareText(a[0] ?? '', b[0] ?? '')) }
}
