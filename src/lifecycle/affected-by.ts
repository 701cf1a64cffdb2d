import { compareText } from '../diagnostic.js'
import { linksOf, useOf } from './edges.js'
import { idOf, type Live } from './live.js'

/**
 * Gives who goes on running and needs one of the components with these ids, over any number of links and references; not those themselves. Sorted.
 * Takes time in proportion to what runs.
 */
export function affectedBy(live: Live, ids: ReadonlySet<string>): string[] {
  if (ids.size === 0) return []
  const users = new Map<string, string[]>()
  for (const own of live.values())
    for (const instance of own.values())
      for (const edge of [useOf(instance) ?? [], linksOf(instance)].flat()) {
        const known = users.get(idOf(edge))
        if (known === undefined) users.set(idOf(edge), [idOf(instance)])
        else known.push(idOf(instance))
      }
  const reached = new Set(ids)
  for (const id of reached) for (const user of users.get(id) ?? []) reached.add(user)
  return [...reached].filter((id) => !ids.has(id)).sort(compareText)
}
