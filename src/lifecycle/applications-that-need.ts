import { compareText } from '../diagnostic.js'
import type { ApplicationRecord } from '../generated/lattice-record.js'
import { type Instance, idOf, liveIn } from './live.js'
import { needsIn } from './needs.js'

/**
 * Gives the deployed applications that need each running component from outside, directly or by way of others, by its id (`application/component`); sorted.
 * A weak child runs as long as there is one; its own application is among them only in a circle by way of another one. No entry where nobody needs it.
 */
export function applicationsThatNeed(records: ReadonlyMap<string, ApplicationRecord>): Map<string, readonly string[]> {
  const needs = needsIn(liveIn(records))
  const onward = new Map<Instance, Instance[]>()
  for (const [target, edges] of needs)
    for (const { from } of edges) {
      const known = onward.get(from)
      if (known === undefined) onward.set(from, [target])
      else known.push(target)
    }
  const needing = new Map<Instance, Set<string>>()
  const open: (readonly [Instance, string])[] = []
  for (const [target, edges] of needs)
    for (const { from, application } of edges) if (!from.isWeak && from.application !== application) add(target, from.application)
  for (let next = open.pop(); next !== undefined; next = open.pop()) for (const target of onward.get(next[0]) ?? []) add(target, next[1])
  const sorted = [...needing].map(([instance, names]): [string, readonly string[]] => [idOf(instance), [...names].sort(compareText)])
  return new Map(sorted.sort(([a], [b]) => compareText(a, b)))

  function add(instance: Instance, application: string): void {
    const known = needing.get(instance)
    if (known?.has(application) === true) return
    if (known === undefined) needing.set(instance, new Set([application]))
    else known.add(application)
    open.push([instance, application])
  }
}
