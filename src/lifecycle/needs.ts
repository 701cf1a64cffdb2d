import { type Edge, holds, linksOf, useOf } from './edges.js'
import type { Instance, Live } from './live.js'

/** Who needs what, by the instance that is needed; no entry where nobody does. */
export type Needs = ReadonlyMap<Instance, readonly Edge[]>

/**
 * Gives what is needed of all that runs or might go on running, by marking (DESIGN §7): components of deployed versions run, a weak child only where it is needed;
 * what runs needs what it refers to in other applications, and what is needed also needs what it links to in its own.
 * So a circle of weak children that nothing deployed reaches is not needed. Takes time in proportion to components and their entries.
 */
export function needsIn(live: Live): Needs {
  const needs = new Map<Instance, Edge[]>()
  const open: Instance[] = []
  for (const own of live.values()) for (const instance of own.values()) if (!instance.isWeak) follow(useOf(instance))
  for (let instance = open.pop(); instance !== undefined; instance = open.pop()) {
    if (instance.isWeak) follow(useOf(instance))
    for (const edge of linksOf(instance)) follow(edge)
  }
  return needs

  function follow(edge: Edge | undefined): void {
    const target = edge && live.get(edge.application)?.get(edge.component)
    if (edge === undefined || !holds(edge, target)) return
    const known = needs.get(target)
    if (known !== undefined) {
      known.push(edge)
      return
    }
    needs.set(target, [edge])
    open.push(target)
  }
}
