import type { ComponentDecision } from './decision.js'
import { idOf } from './live.js'

/**
 * Gives for a component the shortest way from somebody of another application to it, both included: `orders/cache`, `platform/redis`.
 * Empty where no reference leads there.
 */
export function chainsOf(components: readonly ComponentDecision[]): (id: string) => readonly string[] {
  const before = new Map<string, string>()
  const linked = new Map<string, string[]>()
  const open: string[] = []
  for (const component of components) {
    const id = idOf(component)
    for (const { kind, by } of component.neededBy) {
      if (kind === 'link') {
        const known = linked.get(by)
        if (known === undefined) linked.set(by, [id])
        else known.push(id)
      } else if (!before.has(id)) {
        before.set(id, by)
        open.push(id)
      }
    }
  }
  const starts = new Set(open)
  for (const id of open)
    for (const next of linked.get(id) ?? [])
      if (!before.has(next)) {
        before.set(next, id)
        open.push(next)
      }
  return (id) => {
    const way = before.has(id) ? [id] : []
    for (let at = id, from = before.get(id); from !== undefined; at = from, from = before.get(at)) {
      way.push(from)
      // who refers to it is of another application: the way begins there
      if (starts.has(at)) break
    }
    return way.reverse()
  }
}
