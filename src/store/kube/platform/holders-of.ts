import type { ApplicationRecord, ComponentOutline } from '../../../generated/lattice-record.js'
import { componentsOf, idOf, liveIn } from '../../../lifecycle/live.js'

/**
 * Gives the deployed applications that hold each component that lives, by `application/component`, sorted: its own, where the deployed version has it,
 * and each that needs it, directly or through components that it needs. A weak child is held by those who need it alone, so that it goes with the last of them.
 */
export function holdersOf(records: ReadonlyMap<string, ApplicationRecord>): ReadonlyMap<string, readonly string[]> {
  const live = liveOutlines(records)
  const holders = new Map<string, string[]>([...live.keys()].map((id) => [id, []]))
  for (const name of [...records.keys()].sort()) {
    for (const id of reached(deployedIds(records.get(name)), live)) holders.get(id)?.push(name)
  }
  return holders
}

/** Gives the outline of every component that lives, by its id: those of deployed versions, and weak children. */
export function liveOutlines(records: ReadonlyMap<string, ApplicationRecord>): ReadonlyMap<string, ComponentOutline> {
  const live = new Map<string, ComponentOutline>()
  for (const own of liveIn(records).values())
    for (const instance of own.values()) if (instance.outline !== undefined) live.set(idOf(instance), instance.outline)
  return live
}

function reached(roots: readonly string[], live: ReadonlyMap<string, ComponentOutline>): ReadonlySet<string> {
  const seen = new Set<string>()
  const open = [...roots]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const outline = live.get(id)
    if (outline === undefined || seen.has(id)) continue
    seen.add(id)
    const application = id.slice(0, id.indexOf('/'))
    open.push(...outline.links.map(({ to }) => `${application}/${to}`))
    if (outline.uses) open.push(`${outline.uses.application}/${outline.uses.component}`)
  }
  return seen
}

function deployedIds(record: ApplicationRecord | undefined): readonly string[] {
  return record === undefined ? [] : [...componentsOf(record, record.deployed).values()].map(idOf)
}
